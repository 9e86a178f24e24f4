using System.CommandLine;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board plan</c> was told.</summary>
/// <param name="Device">The board, or null for one as it is expected.</param>
/// <param name="Sources">The name of a board of hdl/boards to choose an array for, or null.</param>
/// <param name="FormatAsked">True where a format was given.</param>
/// <param name="Array">What it would be made for.</param>
/// <param name="Baud">The line's rate; null for that of the device's name.</param>
/// <param name="Lanes">Neuron-steps a clock of the expected board.</param>
/// <param name="Cells">Cells of the expected board.</param>
/// <param name="Clock">Clock of the expected board, Hz.</param>
/// <param name="ImageCells">Cells of an image.</param>
/// <param name="Classes">Classes.</param>
/// <param name="Images">Images of an epoch.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardPlanSettings(
    DeviceName? Device, string? Sources, bool FormatAsked, ArraySettings Array, int? Baud, int Lanes, int Cells, int Clock,
    int ImageCells, int Classes, int Images, JsonFile? Json);

/// <summary>The plan, as <c>board plan --json</c> writes it.</summary>
/// <param name="Board">What the board is.</param>
/// <param name="BytesPerSecond">What the line carries; null where that is not known.</param>
/// <param name="Readouts">One row a readout.</param>
/// <param name="ResponseTable">The response table, the whole of it.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardPlanResult(Greeting Board, double? BytesPerSecond, IReadOnlyList<PlanRow> Readouts, PlanRow ResponseTable, Provenance Provenance);

/// <summary>The arrays that a board could hold, as <c>board plan BOARD --json</c> writes them.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Candidates">One row an array; the one to take is marked.</param>
/// <param name="Known">What else is known of each, in the same order.</param>
/// <param name="Reason">Why.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record ArrayPlanResult(
    string Board, IReadOnlyList<ArrayCandidate> Candidates, IReadOnlyList<ArrayPlanRow> Known, string Reason, Provenance Provenance);

/// <summary><c>board plan</c>: what each readout costs on a board's line, before anything runs.</summary>
internal sealed class BoardPlanCommand : ProgramCommand<BoardPlanSettings>
{
    private readonly Argument<string?> _device = new Argument<string?>("DEVICE")
    {
        Description = "a board to ask, or a board of 'fhnhw board list' to choose an array for; without it, the board that the options describe",
        Arity = ArgumentArity.ZeroOrOne,
    }.OfBoards().OfDevices();

    private readonly Option<int> _baud = Make.Whole("--baud", "RATE", "rate of the line, bits a second", Protocol.DefaultBaud);
    private readonly Option<int> _lanes = Make.Whole("--lanes", "N", "neuron-steps a clock, without a device", 4);
    private readonly Option<int> _cells = Make.Whole("--cells", "N", "the most cells of a job, without a device", 256);
    private readonly Option<int> _clock = Make.Whole("--clock", "HZ", "clock rate, without a device", 48_000_000);
    private readonly Option<int> _imageCells = Make.Whole("--hidden", "N", "cells of an image", 100);
    private readonly Option<int> _classes = Make.Whole("--classes", "N", "classes of the readout", 10);
    private readonly Option<int> _images = Make.Whole("--images", "N", "images of an epoch", 60_000);
    private readonly ArrayOptions _array = new(imperfect: false);
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardPlanCommand() : base(
        "plan", "which array to build for a board, or bytes and seconds of each readout on a board's line",
        "fhnhw board plan --baud 3000000", "fhnhw board plan serial:/dev/ttyUSB0", "fhnhw board plan hx8k",
        "fhnhw board plan pico")
    {
        Add(_device);
        Option[] own = [_baud, _lanes, _cells, _clock, _imageCells, _classes, _images];
        foreach (var option in own)
        {
            Add(option);
        }

        Add(_array);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardPlanSettings Read(ParseResult arguments)
    {
        InvalidSettingException.ThrowIfOutside("rate", arguments.GetValue(_baud), 50, 1e9, "baud", "--baud");
        InvalidSettingException.ThrowIfOutside("number of lanes", arguments.GetValue(_lanes), 1, ushort.MaxValue, "--lanes");
        InvalidSettingException.ThrowIfOutside("number of cells", arguments.GetValue(_cells), 1, 65_535, "--cells");
        InvalidSettingException.ThrowIfOutside("clock", arguments.GetValue(_clock), 1, int.MaxValue, "Hz", "--clock");
        InvalidSettingException.ThrowIfOutside("number of cells of an image", arguments.GetValue(_imageCells), 1, 65_535, "--hidden");
        InvalidSettingException.ThrowIfOutside("number of classes", arguments.GetValue(_classes), 1, 255, "--classes");
        InvalidSettingException.ThrowIfOutside("number of images", arguments.GetValue(_images), 1, int.MaxValue, "--images");
        var name = arguments.GetValue(_device);
        var sources = name is not null && !DeviceName.IsMeant(name) ? name : null;
        var device = name is not null && sources is null ? BoardName.Parse(name) : null;
        RefuseUnused(
            arguments, name,
            sources is not null ? [_baud, _lanes, _cells, _clock, _classes, _images] : device is not null ? [_lanes, _cells, _clock] : []);
        var given = arguments.GetResult(_baud) is { Implicit: false };
        return new BoardPlanSettings(
            device, sources, _array.FormatGiven(arguments), _array.Read(arguments), device is null || given ? arguments.GetValue(_baud) : null,
            arguments.GetValue(_lanes), arguments.GetValue(_cells), arguments.GetValue(_clock), arguments.GetValue(_imageCells),
            arguments.GetValue(_classes), arguments.GetValue(_images), _json.Read(arguments));
    }

    private static void RefuseUnused(ParseResult arguments, string? name, Option[] unused)
    {
        if (unused.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } option)
        {
            throw new InvalidSettingException($"{option.Name} is not for '{name}', which has its own; leave it out, or leave out '{name}'.");
        }
    }

    /// <inheritdoc/>
    protected override int Execute(BoardPlanSettings settings, Session session)
    {
        if (settings.Sources is { } sources)
        {
            return PickArray(sources, settings, session);
        }

        var (board, rate) = settings.Device is { } name
            ? Ask(name, settings, session)
            : (LinkPlan.Expected(settings.Array.Constants, settings.Lanes, settings.Cells, settings.Clock), null);
        rate = settings.Baud is { } baud ? baud / 10.0 : rate;
        var plan = new LinkPlan(board, rate, settings.Array);
        var rows = plan.Rows(settings.ImageCells, settings.Classes, settings.Images);
        var responses = plan.ResponseTable();
        var line = rate is { } bytes ? $"{PlanText.Size(bytes)}/s each way" : "a line of unknown rate";
        session.Screen.Text.WriteLine(FormattableString.Invariant(
            $"board   '{board.Name}': {board.Cells} cells, {board.Lanes} neuron-steps a clock at {board.Clock / 1e6:0.###} MHz, {line}"));
        session.Screen.Text.WriteLine();
        PlanText.Write(rows, settings.Images, session.Screen);
        session.Screen.Text.WriteLine();
        var (size, time) = (PlanText.Size(responses.BytesUp + responses.BytesDown), PlanText.Time(responses.SecondsAnImage));
        session.Screen.Text.WriteLine($"The response table of {settings.Array.Codes.Count} codes: {size}, {time}; then every epoch is a look-up.");
        settings.Json?.Write(new BoardPlanResult(board, rate, rows, responses, session.Provenance([])), session.Screen);
        return ExitCode.Done;
    }

    private static int PickArray(string name, BoardPlanSettings settings, Session session)
    {
        var checkout = HdlSources.Find();
        if (FirmwareCommands.IsMeant(checkout, name))
        {
            return FirmwareCommands.Plan(name, settings.Array, settings.ImageCells, settings.Json, checkout, session);
        }

        var board = BoardFile.Read(checkout, name);
        var (figures, accuracies) = (BoardFigures.Read(checkout, name), BoardFiguresTable.Accuracies(checkout));
        var ofPart = BoardFigures.OfPart(checkout, board);
        var candidates = ArrayPlanner.Candidates(board, settings.Array, settings.FormatAsked, settings.ImageCells, [.. ofPart.Select(each => each.Figures)]);
        var taken = candidates.Single(candidate => candidate.Taken);
        var reason = $"Take '--array {taken.Array}': {ArrayPlanner.Reason(candidates)}";
        ArrayPlanRow[] known =
            [.. candidates.Select(each => ArrayPlanRow.Of(each, figures, accuracies, settings.Array.Parameters, settings.ImageCells))];
        if (known.Single(each => each.Array == taken.Array).MaxMHz is null)
        {
            reason += $" {PlanText.RestsOn(taken, board, ofPart)}";
        }

        PlanText.Write(candidates, known, settings.ImageCells, session.Screen);
        session.Screen.Text.WriteLine();
        session.Screen.Text.WriteLine(reason);
        settings.Json?.Write(new ArrayPlanResult(name, candidates, known, reason, session.Provenance([])), session.Screen);
        return ExitCode.Done;
    }

    private static (Greeting Board, double? Rate) Ask(DeviceName name, BoardPlanSettings settings, Session session)
    {
        using var board = Board.Open(BoardName.Address(name, settings.Array, session.Link), session.Link);
        BoardFit.CheckProtocol(board.Title, board.Greeting);
        return (board.Greeting, board.Address.BytesPerSecond);
    }
}
