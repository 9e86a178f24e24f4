using System.Globalization;
using System.Security.Cryptography;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Makes a board's bitstream, step by step, and puts it in artifacts/boards/BOARD/VARIANT (of the checkout; boards/BOARD/VARIANT of the
/// user's cache where there is none) when all are done: until then, and where one fails, the build
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
    public static string FolderOf(HdlSources sources, string board) => Path.Combine(sources.Artifacts, "boards", board);

    /// <summary>Where the build of a variant lies.</summary>
    public static string FolderOf(HdlSources sources, string board, string variant) => Path.Combine(FolderOf(sources, board), variant);

    /// <summary>Hash of all that a board's bitstream depends on beside constants and tools: modules, sizes, pins.</summary>
    public static string SourcesHash(HdlSources sources, string board)
    {
        var file = BoardFile.Read(sources, board);
        return sources.HashOfCode([
            .. Modules(sources, file), "hdl/rtl/generated/fhn_protocol.vh", PllOf(file), $"hdl/boards/{board}", $"hdl/boards/{file.Files ?? board}"]);
    }

    /// <summary>
    /// Hash of all that one array's place and route depends on beside the tools: modules, pins, constants, and of the board's file the part, the options
    /// of the synthesis and this array's size. What the file says of other arrays, of prices or of the router does not count; nor does the seed.
    /// </summary>
    public static string SourcesHash(HdlSources sources, string board, RoutedArray array)
    {
        var file = array.Variant.Of(BoardFile.Read(sources, board), array.Constants);
        var folder = $"hdl/boards/{file.Files ?? board}";
        return HdlSources.HashOfTexts(
            sources.HashOfCode([
                .. Modules(sources, file), "hdl/rtl/generated/fhn_protocol.vh", PllOf(file), $"{folder}/{file.Top}.v", $"{folder}/{file.Pins}"]),
            VerilogConstants.Text(array.Constants), VerilogSize.Text(board, file, array.Variant), file.Family, file.Device, file.Package, file.Synthesis ?? "");
    }

    /// <summary>Runs all steps and writes the manifest, even where timing is missed.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="constants">What its cells compute.</param>
    /// <param name="variant">Which array, and how large; the board's lanes where null.</param>
    /// <param name="synthesisOnly">True to end after the synthesis, without a bitstream.</param>
    /// <exception cref="InvalidSettingException">
    /// There is no such board, it has no such array, that array cannot have such cells, or it is known to be larger than the part.
    /// </exception>
    /// <exception cref="ToolMissingException">A tool that the board needs is not installed.</exception>
    /// <exception cref="BoardCheckException">A tool refused its input.</exception>
    public BoardManifest Build(string board, CellConstants constants, BoardVariant? variant = null, bool synthesisOnly = false)
    {
        variant ??= new BoardVariant();
        var work = WorkOn(board, variant, constants);
        SizeBound.Check(BoardFigures.Read(sources, board), work.File, variant, constants.Format);
        work.Tools.Require(synthesisOnly ? [Tool.Yosys] : work.Family.Tools);
        if (synthesisOnly && work.Tools.Find(work.Family.Router) is null)
        {
            Done("tools", TimeSpan.Zero,
                $"{work.Family.Router.Name} is missing: yosys counts, and nobody says whether it fits; {ToolBox.Remedy([work.Family.Router])}");
        }

        using var hold = Hold(sources, board, cancellation);
        using var scratch = new ScratchFolder(FolderOf(sources, board), alone: true);
        try
        {
            work = work with { Folder = scratch.Path };
            Prepare(work, variant, constants);
            var hash = SourcesHash(sources, board); // before the tools read them: routing may take long enough for someone to change them
            Synthesise(work);
            var (best, bitstream) = synthesisOnly ? Skip() : Route(work);
            var manifest = Describe(work, constants, hash, best?.Log.Elements ?? Counted(work), best, bitstream);
            manifest.Write(scratch.Path);
            scratch.MoveTo(FolderOf(sources, board, work.Variant));
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
    internal (NextpnrLog Log, string? Complaint) Try(string board, CellConstants constants, BoardVariant variant, bool route)
    {
        var work = WorkOn(board, variant, constants);
        work.Tools.Require(work.Family.Tools);
        using var scratch = new ScratchFolder(Path.Combine(sources.Artifacts, "tries", board));
        try
        {
            work = work with { Folder = scratch.Path };
            Prepare(work, variant, constants);
            Synthesise(work);
            var packed = Pack(work);
            return route && packed.Fits ? TryPlace(packed, () => BestPlace(work, 1).Log) : (packed, null);
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

    private Work WorkOn(string board, BoardVariant variant, CellConstants constants)
    {
        var file = variant.Of(BoardFile.Read(sources, board), constants);
        var family = FpgaFamily.Of(file);
        return new Work(board, variant.NameOf(file, constants), file, family, tools.For(family), "");
    }

    // What a design takes that is not routed: as the router packs it; where there is no router, as yosys counts it, which does not know the part.
    private IReadOnlyList<Utilisation> Counted(Work work)
    {
        if (work.Tools.Find(work.Family.Router) is not null)
        {
            _versions[work.Family.Router.Name] = work.Tools.Version(work.Family.Router);
            return Pack(work).Elements;
        }

        return SynthesisCounts.Parse(File.ReadAllText(Path.Combine(work.Folder, "synthesis.log"))).Elements;
    }

    // Elements are known before anything is placed.
    private NextpnrLog Pack(Work work)
    {
        var run = work.Tools.Run(
            work.Family.Router, [.. RouteArguments(work, Path.Combine(work.Folder, "packed"), 1), "--pack-only"], sources.Root, cancellation);
        var log = NextpnrLog.Parse(run.Output) with { MaxMHz = null };
        return log.Elements.Count > 0 ? log : throw Refused("packing", work.Family.Router, run, work);
    }

    private static string[] RouteArguments(Work work, string result, int seed) => work.Family.RouteArguments(
        work.File, Path.Combine(work.Folder, NetlistFile), $"{work.Files}/{work.File.Pins}", result, seed);

    private void Prepare(Work work, BoardVariant variant, CellConstants constants)
    {
        var pins = BoardPins.Of(sources, work.Board, work.File);
        pins.Check($"{work.Files}/{work.File.Pins}");
        PackagePins.Check(work.File, work.Tools, pins.Sites, $"{work.Files}/{work.File.Pins}");
        Done("pins", TimeSpan.Zero, pins.ToString());
        var header = Path.Combine(work.Folder, HeaderFolder);
        Directory.CreateDirectory(header);
        File.WriteAllText(Path.Combine(header, "fhn_constants.vh"), VerilogConstants.Text(constants));
        File.WriteAllText(Path.Combine(header, VerilogSize.FileName), VerilogSize.Text(work.Board, work.File, variant));
        Done("constants", TimeSpan.Zero, $"{constants.Format}, hash {constants.Hash}");
    }

    private void Synthesise(Work work)
    {
        var inside = Path.GetRelativePath(sources.Root, work.Folder); // a script of yosys takes no path with a space
        var script = string.Join("; ",
            $"read_verilog -DFHN_SYNTHESIS -I{inside}/{HeaderFolder} -Ihdl/rtl/generated {string.Join(' ', Verilog(work))}",
            $"{work.Family.Synthesis} {work.File.Synthesis} -top {work.File.Top} -json {inside}/{NetlistFile}",
            "stat");
        var log = Path.Combine(work.Folder, "synthesis.log");
        var run = Run("synthesis", Tool.Yosys, ["-q", "-l", log, "-p", script], work);
        if (SynthesisCounts.Undeclared(File.ReadAllText(log)) is { } undeclared)
        {
            throw new BoardCheckException(
                $"The synthesis met a name that nothing declares, {undeclared}, and would leave it without a value; correct it. "
                    + "'tools/hdl lint' shows all of them.");
        }

        Done("synthesis", run.Elapsed, SynthesisCounts.Parse(File.ReadAllText(log)).ToString());
    }

    private IEnumerable<string> Verilog(Work work) =>
        Modules(sources, work.File).Append(PllOf(work.File)).Where(file => File.Exists(Path.Combine(sources.Root, file)))
            .Append($"{work.Files}/{work.File.Top}.v");

    // Those of hdl/rtl, but for the board's own of the same names.
    private static IEnumerable<string> Modules(HdlSources sources, BoardFile file)
    {
        var own = OwnModules(sources, file);
        return File.ReadLines(Path.Combine(sources.Hdl, "rtl", "files.f"))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('+') && !line.StartsWith('/') && !own.Contains(line))
            .Select(line => $"hdl/rtl/{line}")
            .Concat(own.Select(name => $"hdl/boards/{file.Modules}/{name}"));
    }

    private static string[] OwnModules(HdlSources sources, BoardFile file)
    {
        if (file.Modules is null)
        {
            return [];
        }

        var folder = Path.Combine(sources.Hdl, "boards", file.Modules);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.v").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
            : throw new InvalidSettingException(
                $"board.json of the {file.Title} names the modules '{file.Modules}', but there is no folder hdl/boards/{file.Modules}.");
    }

    // A board whose family has no PLL module has its own, or none.
    private static string PllOf(BoardFile file) => $"hdl/boards/pll/{file.Family}_pll.v";

    private (Placement? Best, string? Bitstream) Route(Work work)
    {
        _versions[work.Family.Router.Name] = work.Tools.Version(work.Family.Router);
        // The first seed is the one that met the clock when the board's figures were made, where they have one for this array.
        var kept = BoardFigures.Read(sources, work.Board).FirstOrDefault(figures => figures.Variant == work.Variant)?.Seed ?? 0;
        var best = BestPlace(work, kept > 0 ? kept : 1);
        var bitstream = Path.Combine(work.Folder, work.Board + work.Family.BitstreamExtension);
        var pack = Run("pack", work.Family.Packer, work.Family.Pack(work.File, best.Result, bitstream), work);
        Done("pack", pack.Elapsed, sources.Shown(Path.Combine(FolderOf(sources, work.Board, work.Variant), Path.GetFileName(bitstream))));
        return (best, bitstream);
    }

    private Placement BestPlace(Work work, int firstSeed)
    {
        Placement? best = null;
        foreach (var seed in Enumerable.Range(1, seeds).Prepend(firstSeed).Distinct().Take(seeds))
        {
            var next = Place(work, seed);
            best = best is null || next.Log.MaxMHz > best.Log.MaxMHz ? next : best;
            if (best.Log.MaxMHz >= work.File.ClockMHz)
            {
                break;
            }
        }

        return best!;
    }

    // Another seed places every logic cell elsewhere. nextpnr returns 1 where timing is missed, and still writes its result; its log tells
    // this from an error.
    private Placement Place(Work work, int seed)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"routed-{seed}");
        var result = Path.Combine(work.Folder, name + work.Family.RoutedExtension);
        var run = work.Tools.Run(work.Family.Router, RouteArguments(work, result, seed), sources.Root, cancellation);
        File.WriteAllText(Path.Combine(work.Folder, name + ".log"), run.Output);
        var log = NextpnrLog.Parse(run.Output);
        if (log.Elements.FirstOrDefault(element => element.Used > element.Available) is { } over)
        {
            throw new BoardCheckException(string.Create(
                CultureInfo.InvariantCulture,
                $"The design does not fit: it takes {over.Used} of {over.Available} {over.Kind}; its log is in {sources.Shown(FailedOf(work.Board))}."));
        }

        if (!File.Exists(result) || log.MaxMHz is not { } reached)
        {
            throw Refused("place and route", work.Family.Router, run, work);
        }

        Done("place and route", run.Elapsed, string.Create(
            CultureInfo.InvariantCulture, $"{reached:0.0} MHz, {work.File.ClockMHz:0.##} MHz are needed (seed {seed})"));
        return new Placement(seed, log, result);
    }

    private (Placement? Best, string? Bitstream) Skip()
    {
        Done("place and route", TimeSpan.Zero, "not run, as was asked");
        return (null, null);
    }

    private BoardManifest Describe(
        Work work, CellConstants constants, string hash, IReadOnlyList<Utilisation> elements, Placement? best, string? bitstream) => new(
        work.Board,
        work.Variant,
        constants.Hash,
        constants.Canonical(),
        work.File.Lanes,
        work.File.CellsPerLane,
        hash,
        _versions,
        elements,
        work.File.ClockMHz,
        best?.Log.MaxMHz,
        bitstream is null ? null : Path.GetFileName(bitstream),
        bitstream is null ? null : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bitstream))),
        _steps,
        DateTime.UtcNow,
        best?.Seed);

    private ToolRun Run(string step, Tool tool, string[] arguments, Work work)
    {
        _versions[tool.Name] = work.Tools.Version(tool);
        var run = work.Tools.Run(tool, arguments, sources.Root, cancellation);
        return run.Code == 0 ? run : throw Refused(step, tool, run, work);
    }

    // A router names a line of the file of pins, and not the file.
    private Exception Refused(string step, Tool tool, ToolRun run, Work work) => run.FilledDisk
        ? new UnusableFileException($"The disk is full, so the {step} did not end; free some space in {sources.Artifacts} and build again.")
        : new BoardCheckException(
            $"The {step} failed: {tool.Name} says '{run.Complaint.TrimEnd('.')}'"
            + (tool == work.Family.Router && run.Complaint.Contains("pin", StringComparison.OrdinalIgnoreCase) ? $" of {work.Files}/{work.File.Pins}" : "")
            + PllAdvice(run.Complaint)
            + $"; its log is in {sources.Shown(FailedOf(work.Board))}.");

    // What nextpnr-ice40 says of a PLL whose reference stands at the wrong pin.
    internal static string PllAdvice(string complaint) =>
        complaint.Contains("PLL BEL", StringComparison.Ordinal) ? "; leave .PAD(1) out of the board's PLL, since its clock is at another pin than the PLL's"
        : complaint.Contains("PAD PLL", StringComparison.Ordinal) ? "; give the board's PLL .PAD(1), since its clock is at the PLL's own pin"
        : "";

    private void Done(string name, TimeSpan elapsed, string note)
    {
        var step = new FlowStep(name, Math.Round(elapsed.TotalSeconds, 1), note);
        _steps.Add(step);
        report(step);
    }

    // What place and route gave with one seed, and where.
    private sealed record Placement(int Seed, NextpnrLog Log, string Result);

    // What a build works on: the board with the array that was chosen, the tools of its family, and where the files go.
    private sealed record Work(string Board, string Variant, BoardFile File, FpgaFamily Family, ToolBox Tools, string Folder)
    {
        public string Files => $"hdl/boards/{File.Files ?? Board}";
    }
}
