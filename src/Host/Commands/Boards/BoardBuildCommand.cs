using System.CommandLine;
using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board build</c> was told.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Constants">What its cells compute.</param>
/// <param name="FormatGiven">True where bits were given; else a parallel array has the format that the board's file names for it.</param>
/// <param name="Best">True for the array that <c>board plan</c> takes, in place of the variant.</param>
/// <param name="Variant">Which array, and how large.</param>
/// <param name="Seeds">How often place and route may try.</param>
/// <param name="SynthesisOnly">True to end without a bitstream.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardBuildSettings(
    string Board, CellConstants Constants, bool FormatGiven, bool Best, BoardVariant Variant, int Seeds, bool SynthesisOnly, JsonFile? Json);

/// <summary>
/// <c>board build</c>: from Verilog to a bitstream, with the use of the FPGA and the clock rate that it reaches; from C to firmware.
/// </summary>
internal sealed class BoardBuildCommand : ProgramCommand<BoardBuildSettings>
{
    private readonly Argument<string> _board = new Argument<string>("BOARD") { Description = "a board of 'fhnhw board list'" }.OfBoards();
    private readonly CellOptions _cell = new();
    private readonly ArraySizeOptions _size = new(
        Make.Told("lanes, a power of two", "as many as the board has"), Make.Told("cells of the parallel array", "as many as the board has"));

    private readonly Option<bool> _best = Make.Flag("--best", "the array that 'fhnhw board plan BOARD' takes");
    private readonly Option<bool> _perCell = Make.Flag(
        "--per-cell", "lanes with per-cell parameters: eps, initial state, noise (docs/imperfections.md)");
    private readonly Option<bool> _votes = Make.Flag("--votes", "a parallel array that also counts class votes (docs/parallel.md)");
    private readonly Option<int> _seeds = Make.Whole("--seeds", "N", "tries of place and route, 1 to 100; the first that meets timing is taken", 4);
    private readonly Option<bool> _synthesisOnly = Make.Flag(
        "--synthesis-only", "count what the design takes and say whether it fits, without a bitstream");

    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardBuildCommand() : base(
        "build", "make a board's bitstream, or a microcontroller's firmware",
        "fhnhw board build icebreaker", "fhnhw board build icebreaker --bits 8 --extra-bits 6",
        "fhnhw board build hx8k --best", "fhnhw board build hx8k --array parallel --bits 3 --extra-bits 3", "fhnhw board build icebreaker --per-cell",
        "fhnhw board build pico")
    {
        Add(_board);
        Add(_best);
        Add(_size);
        Add(_perCell);
        Add(_votes);
        Add(_seeds);
        Add(_synthesisOnly);
        Add(_cell);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardBuildSettings Read(ParseResult arguments)
    {
        var seeds = arguments.GetValue(_seeds);
        InvalidSettingException.ThrowIfOutside("number of tries", seeds, 1, 100, "--seeds");
        var size = _size.Read(arguments);
        var (best, perCell, votes) = (arguments.GetValue(_best), arguments.GetValue(_perCell), arguments.GetValue(_votes));
        if (best && (size.Given || perCell || votes))
        {
            throw new InvalidSettingException($"--best chooses the array by itself; leave out {ArraySizeOptions.Names}, --per-cell and --votes.");
        }

        return new BoardBuildSettings(
            arguments.GetValue(_board)!, new CellConstants(_cell.Format(arguments), _cell.Parameters(arguments)), _cell.FormatGiven(arguments), best,
            new BoardVariant(size.Parallel, size.Number, PerCell: perCell, Votes: votes),
            seeds, arguments.GetValue(_synthesisOnly), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(BoardBuildSettings settings, Session session)
    {
        var (text, sources) = (session.Screen.Text, HdlSources.Find());
        if (FirmwareCommands.IsMeant(sources, settings.Board))
        {
            return FirmwareCommands.Build(settings, sources, session);
        }

        var (variant, constants) = Chosen(settings, BoardFile.Read(sources, settings.Board), sources);
        var flow = new BoardFlow(
            sources, ToolBox.OfProcess(), step => BoardText.WriteStep(step, text), settings.Seeds, session.Cancellation);
        var manifest = flow.Build(settings.Board, constants, variant, settings.SynthesisOnly);
        text.WriteLine();
        BoardText.WriteFigures(manifest, session.Screen);
        settings.Json?.Write(manifest, session.Screen);
        return manifest.Fits != false && (manifest.MaxMHz is null || manifest.MeetsTiming) ? ExitCode.Done : ExitCode.CheckFailed;
    }

    // Array and format: those that were asked for, or what is best for the board; a parallel array has the board's format where none was given.
    private static (BoardVariant Variant, CellConstants Constants) Chosen(BoardBuildSettings settings, BoardFile board, HdlSources sources)
    {
        var (format, parameters) = (settings.Constants.Format, settings.Constants.Parameters);
        var variant = settings.Best
            ? new BoardVariant(Parallel: ArrayPlanner.IsParallelBest(
                board, ArraySettings.Usual with { Format = format, Parameters = parameters }, settings.FormatGiven,
                [.. BoardFigures.OfPart(sources, board).Select(each => each.Figures)]))
            : settings.Variant;
        return variant.Parallel && !settings.FormatGiven && board.Parallel is { } size
            ? (variant, new CellConstants(new CellFormat(size.Bits, format.DtExponent, size.ExtraBits), parameters))
            : (variant, settings.Constants);
    }
}
