using System.Diagnostics;
using System.Net;
using System.Globalization;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Simulation;

/// <summary>
/// A board that is a program on this machine: the simulated board or the reference device. It is started, tells its address, and is ended
/// with its owner. It also ends by itself when this process ends, since its standard input then closes.
/// </summary>
public sealed class SimulatorProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Farewell = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private SimulatorProcess(Process process, string place)
    {
        _process = process;
        Place = place;
    }

    /// <summary>The path of a pseudo-terminal, or the number of a TCP port of 127.0.0.1, or another address and a port.</summary>
    public string Place { get; }

    /// <summary>The device's name on the command line: <c>serial:PATH</c> or <c>tcp:ADDRESS:PORT</c>.</summary>
    public string Device => IsPort(Place) ? $"tcp:127.0.0.1:{Place}" : Endpoint is not null ? $"tcp:{Place}" : $"serial:{Place}";

    /// <summary>True where it listens on an address that other machines may reach.</summary>
    public bool IsOpenToOthers => Endpoint is { } endpoint && !IPAddress.IsLoopback(endpoint.Address);

    private IPEndPoint? Endpoint => !IsPort(Place) && IPEndPoint.TryParse(Place, out var endpoint) ? endpoint : null;

    /// <summary>True once it has ended, by itself or by <see cref="Dispose"/>.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a program that prints its place as its first line.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments; <c>--until-stdin-closes</c> is added.</param>
    /// <exception cref="DeviceMissingException">It does not start, or ends before it has printed its address.</exception>
    public static SimulatorProcess Start(string program, params string[] arguments)
    {
        var process = StartProcess(program, arguments);
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var line = process.StandardOutput.ReadLineAsync();
            if (!line.Wait(Patience))
            {
                throw new DeviceMissingException($"{Path.GetFileName(program)} does not say where it is; try it by hand.");
            }

            return line.Result is { } place
                ? new SimulatorProcess(process, place.Trim())
                : throw new DeviceMissingException(
                    $"{Path.GetFileName(program)} ended at once ({errors.Result.Trim().TrimEnd('.')}); try it by hand.");
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>Ends it by closing its input, so that it can still write its statistics.</summary>
    public void Dispose() => End(_process);

    /// <summary>Kills it.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It was gone already.
        }
    }

    /// <summary>Waits until it ends or the token is cancelled.</summary>
    /// <exception cref="DeviceLostException">It was killed, or ended with an error.</exception>
    public void Wait(CancellationToken cancellation)
    {
        try
        {
            _process.WaitForExitAsync(cancellation).Wait(CancellationToken.None);
        }
        catch (AggregateException exception) when (exception.InnerException is OperationCanceledException)
        {
            return;
        }

        if (_process.ExitCode is not 0 and var code && !cancellation.IsCancellationRequested)
        {
            throw new DeviceLostException(
                string.Create(CultureInfo.InvariantCulture, $"The simulator at {Device} was killed or failed (exit code {code}); start it again."));
        }
    }

    private static Process StartProcess(string program, string[] arguments)
    {
        try
        {
            MakeFolders(arguments);
            return Process.Start(new ProcessStartInfo(program, [.. arguments, "--until-stdin-closes"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new DeviceMissingException($"{program} does not start ({exception.Message.TrimEnd('.')}); build it first.", exception);
        }
    }

    // The program writes its files into folders that are there.
    private static void MakeFolders(string[] arguments)
    {
        foreach (var (option, file) in arguments.Zip(arguments.Skip(1)))
        {
            if (option is "--trace" or "--stats" && Path.GetDirectoryName(file) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(Farewell))
            {
                process.Kill();
                process.WaitForExit();
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // It was gone already.
        }
    }

    private static bool IsPort(string place) => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
