using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Simulation;

/// <summary>
/// Builds simulated boards with hdl/sim/Makefile and keeps them in the user's cache, one for each set of constants, size, state of the sources
/// and version of Verilator. One that is damaged is built again; of several processes that want the same one, one builds it.
/// </summary>
/// <param name="sources">The checkout.</param>
/// <param name="tools">Where Verilator, g++ and make are looked for.</param>
/// <param name="cache">The user's cache folder.</param>
public sealed class SimulatorBuild(HdlSources sources, ToolBox tools, string cache)
{
    private const string Program = "fhn-sim";

    // A build takes half a minute on two cores.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string[] SourcePlaces =
    [
        "hdl/rtl", "hdl/sim", "tools/refdevice/host/line.c", "tools/refdevice/host/line.h", "tools/refdevice/core/fhn_frame.c",
        "tools/refdevice/core/fhn_frame.h", "tools/refdevice/core/fhn_bytes.h", "tools/refdevice/fhn_protocol.h",
    ];

    /// <summary>The usual one: this checkout or what the program carries, this process's tools, this user's cache.</summary>
    /// <exception cref="UnusableFileException">There is no checkout around the program, and the cache cannot be written.</exception>
    public static SimulatorBuild Usual() =>
        new(HdlSources.Find(), ToolBox.OfProcess(), UserCache.Folder(Environment.GetEnvironmentVariable));

    /// <summary>The simulator for these constants; built first where the cache has none.</summary>
    /// <param name="constants">What the cells compute.</param>
    /// <param name="settings">The size of the board.</param>
    /// <param name="note">Gets one line before a build, which takes many seconds, and one after it.</param>
    /// <param name="cancellation">Ends a build.</param>
    /// <returns>The path of the program.</returns>
    /// <exception cref="InvalidSettingException">A setting is out of range.</exception>
    /// <exception cref="ToolMissingException">Verilator, g++ or make is not installed.</exception>
    /// <exception cref="BoardCheckException">The sources do not build.</exception>
    /// <exception cref="FhnHw.Files.UnusableFileException">The cache cannot be written, or another process builds for more than ten minutes.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public string Find(CellConstants constants, SimulatorSettings settings, Action<string> note, CancellationToken cancellation)
    {
        settings.Check(constants.Format);
        if (settings.PerCell)
        {
            BoardVariant.CheckPerCell(constants, settings.Parallel);
        }

        tools.Require(Tool.Verilator, Tool.Compiler, Tool.Make);
        var folder = Path.Combine(cache, "sim", Key(constants, settings));
        var program = Path.Combine(folder, Program);
        if (KeptFolder.IsWhole(folder))
        {
            return program;
        }

        using (FileLock.Take(folder + ".lock", "builds the same simulated board", Patience, cancellation))
        {
            try
            {
                if (!KeptFolder.IsWhole(folder))
                {
                    Build(constants, settings, folder, note, cancellation);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw AtomicFile.Refusal(folder, error);
            }
        }

        return program;
    }

    // The folder is moved into place as a whole, so that a program in it is complete.
    private void Build(CellConstants constants, SimulatorSettings settings, string folder, Action<string> note, CancellationToken cancellation)
    {
        note(
            $"Building the simulated board for {constants.Format}, "
            + $"{settings.Number} {(settings.Parallel ? "cells in parallel" : "lanes")}, with Verilator; the next run finds it built.");
        using var scratch = new ScratchFolder(folder, alone: true);
        using var place = new BuildPlace(sources.Root, SourcePlaces, scratch.Path);
        var header = Path.Combine(place.Output, "constants");
        Directory.CreateDirectory(header);
        File.WriteAllText(Path.Combine(header, "fhn_constants.vh"), VerilogConstants.Text(constants));
        var library = Library(settings);
        var compiled = !library.Any(char.IsWhiteSpace) && KeptFolder.IsWhole(library) ? library : "";
        var run = tools.Run(Tool.Make, Arguments(settings, place.Output, header, compiled), place.Root, cancellation);
        File.WriteAllText(Path.Combine(place.Output, "build.log"), run.Output);
        if (run.FilledDisk)
        {
            throw new UnusableFileException($"The disk is full, so the simulated board was not built in {cache}; free some space, or set XDG_CACHE_HOME.");
        }

        if (run.Code != 0)
        {
            throw new BoardCheckException(
                $"The simulated board does not build ({run.Complaint.TrimEnd('.')}); "
                    + $"see 'make -C {sources.Shown(Path.Combine(sources.Hdl, "sim"))} {string.Join(' ', settings.MakeArguments())}'.");
        }

        var model = Path.Combine(place.Output, "model");
        KeepLibrary(model, library);
        Directory.Delete(model, recursive: true);
        place.BringTo(scratch.Path);
        KeptFolder.Seal(scratch.Path);
        scratch.MoveTo(folder);
        note(string.Create(CultureInfo.InvariantCulture, $"Built in {run.Elapsed.TotalSeconds:0} s."));
    }

    // The first of several that make it stays.
    private static void KeepLibrary(string model, string library)
    {
        using var hold = KeptFolder.IsWhole(library) ? null : FileLock.TryTake(library + ".lock");
        string[] objects = hold is null ? [] : Directory.GetFiles(model, "verilated*.o");
        if (objects.Length == 0 || KeptFolder.IsWhole(library))
        {
            return;
        }

        using var scratch = new ScratchFolder(library, alone: true);
        foreach (var file in objects)
        {
            File.Copy(file, Path.Combine(scratch.Path, Path.GetFileName(file)));
        }

        KeptFolder.Seal(scratch.Path);
        scratch.MoveTo(library);
    }

    private static IEnumerable<string> Arguments(SimulatorSettings settings, string output, string header, string library) =>
        ["-s", "-C", "hdl/sim", $"OUT={output}", $"CONSTANTS={header}", $"LIBRARY={library}", .. settings.MakeArguments()];

    // The library of Verilator, which all simulators share. make takes no path with a space: there it is compiled each time.
    private string Library(SimulatorSettings settings)
    {
        var key = Hash($"{tools.Version(Tool.Verilator)}\n{tools.Version(Tool.Compiler)}\n{settings.Trace}");
        return Path.Combine(cache, "sim", $"library-{key}");
    }

    private string Key(CellConstants constants, SimulatorSettings settings)
    {
        var text = string.Join('\n',
            [constants.Canonical(), .. settings.MakeArguments(), sources.Hash(SourcePlaces), tools.Version(Tool.Verilator)]);
        return $"{constants.Hash[..8]}-{Hash(text)}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
