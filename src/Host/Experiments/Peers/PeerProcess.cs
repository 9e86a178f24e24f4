using System.Diagnostics;
using System.Globalization;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>
/// A peer that runs: a line with a number goes in, the work is done so often, a line of JSON comes out. Between two rounds it waits, so that
/// others can be measured. It ends with its owner, by its input closing.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    // Variables by which libraries of numbers are told which kernels and how many cores to take. Whoever set them had this program or another in mind: a
    // peer chooses for itself, as it would on a machine where nobody has set anything.
    private static readonly string[] Tuning = ["OPENBLAS_", "GOTO_", "BLIS_", "MKL_", "OMP_", "GOMP_", "KMP_", "NUMEXPR_", "ONEDNN_", "DNNL_"];

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly TimeSpan _patience;
    private readonly CancellationToken _cancellation;

    private PeerProcess(Process process, TimeSpan patience, CancellationToken cancellation)
    {
        (_process, _patience, _cancellation) = (process, patience, cancellation);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Ready = new PeerReady("", 0);
    }

    /// <summary>What it said when it was ready.</summary>
    public PeerReady Ready { get; private set; }

    /// <summary>The variables of this environment that peers are started without.</summary>
    public static IReadOnlyList<string> Cleared => [.. Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsTuning).Order(StringComparer.Ordinal)];

    /// <summary>Starts a peer and waits until it is ready.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="patience">The longest that an answer may take.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PeerFailedException">It does not start, ends, or answers something else.</exception>
    public static PeerProcess Start(string program, IEnumerable<string> arguments, TimeSpan patience, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in info.Environment.Keys.Where(IsTuning).ToArray())
        {
            info.Environment.Remove(name);
        }

        info.Environment["PYTHONDONTWRITEBYTECODE"] = "1"; // nothing is left beside the scripts
        PeerProcess peer;
        try
        {
            peer = new PeerProcess(Process.Start(info)!, patience, cancellation);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new PeerFailedException($"does not start ({Sentences.Join(error.Message)})");
        }

        try
        {
            peer.Ready = PeerReady.Read(peer.ReadLine());
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    /// <summary>Has the work done.</summary>
    /// <param name="times">How often.</param>
    /// <exception cref="PeerFailedException">It ends, does not answer, or answers something else.</exception>
    public RoundAnswer Run(int times)
    {
        try
        {
            _process.StandardInput.WriteLine(times.ToString(CultureInfo.InvariantCulture));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw Ended();
        }

        return RoundAnswer.Read(ReadLine(), times);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (_cancellation.IsCancellationRequested || !_process.WaitForExit(Farewell))
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit();
            }
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            // It was gone already.
        }

        _process.Dispose();
    }

    private static bool IsTuning(string name) => Tuning.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private string ReadLine()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        enough.CancelAfter(_patience);
        try
        {
            return _process.StandardOutput.ReadLineAsync(enough.Token).AsTask().GetAwaiter().GetResult() ?? throw Ended();
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            _cancellation.ThrowIfCancellationRequested();
            throw new PeerFailedException(string.Create(CultureInfo.InvariantCulture, $"has not answered for {_patience.TotalSeconds:0} s"));
        }
    }

    // Python ends what it says with the error itself.
    private PeerFailedException Ended()
    {
        _process.WaitForExit();
        var said = _errors.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return new PeerFailedException(said is null
            ? $"ended without an answer (exit code {_process.ExitCode})"
            : $"ended without an answer ({Sentences.Join(said)})");
    }
}
