using System.Globalization;
using System.Security.Cryptography;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Makes a board's bitstream, step by step, and puts it in artifacts/boards/BOARD/VARIANT when all are done: until then, and where one fails, the build
/// that was there stays. Of a build that failed, the logs are in artifacts/boards/BOARD.failed.
/// </summary>
/// <param name="sources">The checkout.</param>
/// <param name="tools">Where the tools are looked for.</param>
/// <param name="report">Told each step when it has ended.</param>
/// <param name="seeds">How often place and route may try to meet timing, each time with another seed: 1 or more.</param>
/// <param name="cancellation">Ends the running step.</param>
public sealed class BoardFlow(HdlSources sources, ToolBox tools, Action<FlowStep> report, int seeds, CancellationToken cancellation)
{
    // Place and route of a full part takes some minutes a seed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private const string NetlistFile = "netlist.json", HeaderFolder = "constants";

    private readonly List<FlowStep> _steps = [];
    private readonly Dictionary<string, string> _versions = [];

    /// <summary>Where the builds of a board lie, a folder a variant.</summary>
    public static string FolderOf(HdlSources sources, string board) => Path.Combine(sources.Root, "artifacts", "boards", board);

    /// <summary>Where the build of a variant lies.</summary>
    public static string FolderOf(HdlSources sources, string board, string variant) => Path.Combine(FolderOf(sources, board), variant);

    /// <summary>Hash of all that a board's bitstream depends on beside constants and tools.</summary>
    public static string SourcesHash(HdlSources sources, string board) => sources.Hash("hdl/rtl", $"hdl/boards/{board}");

    /// <summary>Runs all steps and writes the manifest, even where timing is missed.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="constants">What its cells compute.</param>
    /// <param name="variant">Which array, and how large; the board's lanes where null.</param>
    /// <param name="synthesisOnly">True to end after the synthesis, without a bitstream.</param>
    /// <exception cref="InvalidSettingException">There is no such board, it has no such array, or that array cannot have such cells.</exception>
    /// <exception cref="ToolMissingException">A tool that the board needs is not installed.</exception>
    /// <exception cref="BoardCheckException">A tool refused its input.</exception>
    public BoardManifest Build(string board, CellConstants constants, BoardVariant? variant = null, bool synthesisOnly = false)
    {
        variant ??= new BoardVariant();
        var file = variant.Of(BoardFile.Read(sources, board), constants);
        var family = FpgaFamily.Of(file);
        tools.Require([Tool.Yosys, .. synthesisOnly ? [] : family.Tools]);
        var name = variant.NameOf(file, constants);
        using var hold = Hold(sources, board, cancellation);
        using var scratch = new ScratchFolder(FolderOf(sources, board), alone: true);
        try
        {
            Prepare(constants, scratch.Path);
            Synthesise(file, family, board, scratch.Path, variant.Defines);
            var (log, bitstream) = synthesisOnly ? Skip() : Route(file, family, board, name, scratch.Path);
            var manifest = Describe(board, name, file, constants, log, bitstream, scratch.Path);
            manifest.Write(scratch.Path);
            scratch.MoveTo(FolderOf(sources, board, name));
            return manifest;
        }
        catch (BoardCheckException)
        {
            scratch.MoveTo(FailedOf(board));
            throw;
        }
    }

    /// <summary>Waits until no other process builds or flashes a board's bitstream, and keeps others waiting until disposed.</summary>
    /// <exception cref="UnusableFileException">The folder cannot be written, or the other takes more than half an hour.</exception>
    public static IDisposable Hold(HdlSources sources, string board, CancellationToken cancellation) => FileLock.Take(
        FolderOf(sources, board) + ".lock", $"builds or flashes {board}", Patience, cancellation);

    private string FailedOf(string board) => FolderOf(sources, board) + ".failed";

    /// <summary>Tries whether a variant fits and how fast it is, in a temporary folder; the board's build stays.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="constants">What its cells compute.</param>
    /// <param name="variant">Which array, and how large.</param>
    /// <param name="route">False to count elements only.</param>
    /// <returns>
    /// The use of the part, and the clock where it was routed: null where it does not fit, or was not to be routed. Also the router's
    /// message where it found no place for all cells.
    /// </returns>
    /// <exception cref="InvalidSettingException">There is no such board, it has no such array, or its router is in no package.</exception>
    /// <exception cref="ToolMissingException">A tool that the board needs is not installed.</exception>
    /// <exception cref="BoardCheckException">A tool refused its input.</exception>
    public (NextpnrLog Log, string? Complaint) Try(string board, CellConstants constants, BoardVariant variant, bool route)
    {
        var file = variant.Of(BoardFile.Read(sources, board), constants);
        var family = FpgaFamily.Of(file);
        tools.Require([Tool.Yosys, .. family.Tools]);
        using var scratch = new ScratchFolder(Path.Combine(sources.Root, "artifacts", "tries", board));
        var folder = scratch.Path;
        try
        {
            Prepare(constants, folder);
            Synthesise(file, family, board, folder, variant.Defines);
            var packed = Pack(file, family, board, folder);
            return route && packed.Fits ? TryPlace(packed, () => BestPlace(file, family, board, folder).Log) : (packed, null);
        }
        catch (BoardCheckException)
        {
            scratch.MoveTo(FailedOf(board));
            throw;
        }
    }

    // A router that finds no place for the last few cells of a full part ends with an error.
    private static (NextpnrLog Log, string? Complaint) TryPlace(NextpnrLog packed, Func<NextpnrLog> place)
    {
        try
        {
            return (place(), null);
        }
        catch (BoardCheckException error)
        {
            return (packed, error.Message.Split(';')[0]);
        }
    }

    // Elements are known before anything is placed.
    private NextpnrLog Pack(BoardFile file, FpgaFamily family, string board, string folder)
    {
        var arguments = family.RouteArguments(
            file, Path.Combine(folder, NetlistFile), $"hdl/boards/{board}/{file.Pins}",
            Path.Combine(folder, "packed"), 1);
        var run = tools.Run(family.Tools[0], [.. arguments, "--pack-only"], sources.Root, cancellation);
        var log = NextpnrLog.Parse(run.Output) with { MaxMHz = null };
        return log.Elements.Count > 0 ? log : throw Refused("packing", family.Tools[0], run, board);
    }

    private void Prepare(CellConstants constants, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, HeaderFolder));
        File.WriteAllText(Path.Combine(folder, HeaderFolder, "fhn_constants.vh"), VerilogConstants.Text(constants));
        Done("constants", TimeSpan.Zero, $"{constants.Format}, hash {constants.Hash}");
    }

    private void Synthesise(BoardFile file, FpgaFamily family, string board, string folder, string array)
    {
        var inside = Path.GetRelativePath(sources.Root, folder); // a script of yosys takes no path with a space
        var script = string.Join("; ",
            $"read_verilog -DFHN_SYNTHESIS {array}-I{inside}/{HeaderFolder} -Ihdl/rtl/generated {string.Join(' ', Verilog(file, board))}",
            $"{family.Synthesis} {file.Synthesis} -top {file.Top} -json {inside}/{NetlistFile}",
            "stat");
        var run = Run("synthesis", Tool.Yosys, ["-q", "-l", Path.Combine(folder, "synthesis.log"), "-p", script], board);
        Done("synthesis", run.Elapsed, SynthesisCounts.Parse(File.ReadAllText(Path.Combine(folder, "synthesis.log"))).ToString());
    }

    private IEnumerable<string> Verilog(BoardFile file, string board) =>
        File.ReadLines(Path.Combine(sources.Hdl, "rtl", "files.f"))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('+') && !line.StartsWith('/'))
            .Select(line => $"hdl/rtl/{line}")
            .Append($"hdl/boards/{board}/{file.Top}.v");

    private (NextpnrLog? Log, string? Bitstream) Route(BoardFile file, FpgaFamily family, string board, string variant, string folder)
    {
        var router = family.Tools[0];
        _versions[router.Name] = tools.Version(router);
        var best = BestPlace(file, family, board, folder);
        var bitstream = Path.Combine(folder, $"{board}.bin");
        var pack = Run("pack", family.Tools[1], [best.Result, bitstream], board);
        Done("pack", pack.Elapsed, Path.GetRelativePath(sources.Root, Path.Combine(FolderOf(sources, board, variant), Path.GetFileName(bitstream))));
        return (best.Log, bitstream);
    }

    private (NextpnrLog Log, string Result) BestPlace(BoardFile file, FpgaFamily family, string board, string folder)
    {
        var best = Place(file, family, board, folder, 1);
        for (var seed = 2; seed <= seeds && best.Log.MaxMHz < file.ClockMHz; seed++)
        {
            var next = Place(file, family, board, folder, seed);
            best = next.Log.MaxMHz > best.Log.MaxMHz ? next : best;
        }

        return best;
    }

    // Another seed places every logic cell elsewhere. nextpnr returns 1 where timing is missed, and still writes its result; its log tells
    // this from an error.
    private (NextpnrLog Log, string Result) Place(BoardFile file, FpgaFamily family, string board, string folder, int seed)
    {
        var result = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"routed-{seed}{family.ResultExtension}"));
        var arguments = family.RouteArguments(file, Path.Combine(folder, NetlistFile), $"hdl/boards/{board}/{file.Pins}", result, seed);
        var run = tools.Run(family.Tools[0], arguments, sources.Root, cancellation);
        File.WriteAllText(Path.ChangeExtension(result, ".log"), run.Output);
        var log = NextpnrLog.Parse(run.Output);
        if (!File.Exists(result) || log.MaxMHz is not { } reached)
        {
            throw Refused("place and route", family.Tools[0], run, board);
        }

        Done("place and route", run.Elapsed, string.Create(
            CultureInfo.InvariantCulture, $"{reached:0.0} MHz, {file.ClockMHz:0.##} MHz are needed (seed {seed})"));
        return (log, result);
    }

    private (NextpnrLog? Log, string? Bitstream) Skip()
    {
        Done("place and route", TimeSpan.Zero, "not run, as was asked");
        return (null, null);
    }

    private BoardManifest Describe(
        string board, string variant, BoardFile file, CellConstants constants, NextpnrLog? log, string? bitstream, string folder) => new(
        board,
        variant,
        constants.Hash,
        constants.Canonical(),
        file.Lanes,
        file.CellsPerLane,
        SourcesHash(sources, board),
        _versions,
        log?.Elements ?? SynthesisCounts.Parse(File.ReadAllText(Path.Combine(folder, "synthesis.log"))).Elements,
        file.ClockMHz,
        log?.MaxMHz,
        bitstream is null ? null : Path.GetFileName(bitstream),
        bitstream is null ? null : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bitstream))),
        _steps,
        DateTime.UtcNow);

    private ToolRun Run(string step, Tool tool, string[] arguments, string board)
    {
        _versions[tool.Name] = tools.Version(tool);
        var run = tools.Run(tool, arguments, sources.Root, cancellation);
        return run.Code == 0 ? run : throw Refused(step, tool, run, board);
    }

    private Exception Refused(string step, Tool tool, ToolRun run, string board) => run.FilledDisk
        ? new UnusableFileException($"The disk is full, so the {step} did not end; free some space in {sources.Root} and build again.")
        : new BoardCheckException(
            $"The {step} failed: {tool.Name} says '{run.Complaint.TrimEnd('.')}'; its log is in {Path.GetRelativePath(sources.Root, FailedOf(board))}.");

    private void Done(string name, TimeSpan elapsed, string note)
    {
        var step = new FlowStep(name, Math.Round(elapsed.TotalSeconds, 1), note);
        _steps.Add(step);
        report(step);
    }
}
