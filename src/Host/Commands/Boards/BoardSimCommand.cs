using System.CommandLine;
using System.Globalization;
using System.Net;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Simulation;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board sim</c> was told.</summary>
/// <param name="Constants">What the cells compute.</param>
/// <param name="Board">The size of the board.</param>
/// <param name="Arguments">Arguments of the simulator: port, waveform, statistics.</param>
internal sealed record BoardSimSettings(CellConstants Constants, SimulatorSettings Board, string[] Arguments);

/// <summary><c>board sim</c>: runs the simulated board in the foreground, for any program that opens a serial port.</summary>
internal sealed class BoardSimCommand : ProgramCommand<BoardSimSettings>
{
    private readonly CellOptions _cell = new();
    private readonly ArraySizeOptions _size = new(
        "lanes, each a neuron-step a clock: a power of two, 64 at most "
        + $"({SimulatorSettings.UsualLanes}, with --rtl or --per-cell {SimulatorSettings.UsualRtlLanes})",
        $"cells of '--array parallel', 2 to {BoardVariant.MostCells} ({DeviceName.Simulator.UsualCells})");

    private readonly Option<int> _cellsPerLane = Make.Whole(
        "--cells-per-lane", "N", "cells that share a lane, a power of two from 8 to 1024", new SimulatorSettings().CellsPerLane);

    private readonly Option<int> _clocks = Make.Whole(
        "--clocks-per-bit", "N", "clocks per bit on the serial line, 2 or more; with --rtl", new SimulatorSettings().ClocksPerBit);

    private readonly Option<bool> _rtl = Make.Flag(
        "--rtl", "every module as on a board, bits on the serial line, which makes it slower; so too with --vcd and --clocks-per-bit");

    private readonly Option<bool> _noVotes = Make.Flag("--no-votes", "leave out the counting of votes, which makes it a little faster");
    private readonly Option<bool> _perCell = Make.Flag(
        "--per-cell", "lanes with per-cell parameters: eps, initial state, noise (docs/imperfections.md)");
    private readonly Option<string?> _tcp = Make.Text(
        "--tcp", "[ADDRESS:]PORT", "listen on a port of 127.0.0.1, or of another address, 0 for any, instead of a pseudo-terminal");
    private readonly Option<string?> _trace = Make.Text("--vcd", "FILE", "record the waveform of all signals");
    private readonly Option<int> _from = Make.Whole(
        "--vcd-from", "CLOCK", "the first clock of the waveform, counted from the first byte that comes in; rests that are leapt over do not count", 0);
    private readonly Option<int> _to = Make.Whole("--vcd-to", "CLOCK", "the clock where the waveform ends; 100,000 are some 200 MB", 100_000);
    private readonly Option<string?> _fault = Make.Text(
        "--fault", "FAULT", $"go wrong on purpose: {SimulatorFault.Forms} (clocks of work, {SimulatorFault.UsualClocks})");
    private readonly Option<string?> _stats = Make.Text("--stats", "FILE", "at the end, write clocks, bytes and the use of the line as JSON");

    /// <summary>Declares the options.</summary>
    public BoardSimCommand() : base(
        "sim", "run the simulated board until Ctrl-C", "fhnhw board sim", "fhnhw board sim --tcp 5331 --rtl",
        "fhnhw board sim --array parallel --cells 100 --bits 3 --extra-bits 3",
        "fhnhw board sim --vcd board.vcd")
    {
        Add(_size);
        Option[] options = [_cellsPerLane, _perCell, _rtl, _clocks, _noVotes, _tcp, _trace, _from, _to, _stats, _fault];
        foreach (var option in options)
        {
            Add(option);
        }

        Add(_cell);
    }

    /// <inheritdoc/>
    protected override BoardSimSettings Read(ParseResult arguments)
    {
        var trace = arguments.GetValue(_trace);
        var size = _size.Read(arguments);
        var number = size.Number ?? (size.Parallel ? DeviceName.Simulator.UsualCells : null);
        var rtl = arguments.GetValue(_rtl) || trace is not null || arguments.GetResult(_clocks) is { Implicit: false };
        var board = new SimulatorSettings(
            number, arguments.GetValue(_cellsPerLane), arguments.GetValue(_clocks), !arguments.GetValue(_noVotes), trace is not null,
            size.Parallel, arguments.GetValue(_perCell), rtl, Fault(arguments));
        var constants = new CellConstants(_cell.Format(arguments), _cell.Parameters(arguments));
        board.Check(constants.Format);
        return new BoardSimSettings(
            constants, board, [.. Port(arguments), .. Waveform(arguments, trace), .. Stats(arguments), .. board.ProgramArguments()]);
    }

    /// <inheritdoc/>
    protected override int Execute(BoardSimSettings settings, Session session)
    {
        var program = SimulatorBuild.Usual().Find(settings.Constants, settings.Board, session.Screen.Error.WriteLine, session.Cancellation);
        using var board = SimulatorProcess.Start(program, settings.Arguments);
        var format = settings.Constants.Format;
        session.Screen.Text.WriteLine($"The board listens: {board.Device}");
        if (board.IsOpenToOthers)
        {
            session.Screen.Error.WriteLine(
                "Warning: whoever reaches that port of this machine can use this board; the line has neither password nor encryption.");
        }

        session.Screen.Text.WriteLine($"Use it, in another terminal:  fhnhw trace --current -0.5 --device {board.Device}{FormatOptions(format)}");
        session.Screen.Text.WriteLine("Ctrl-C ends it.");
        session.Screen.Output.Flush();
        board.Wait(session.Cancellation);
        return ExitCode.Done;
    }

    private static string FormatOptions(CellFormat format)
    {
        var standard = new CellFormat();
        return format == standard ? "" : string.Create(CultureInfo.InvariantCulture,
            $" --bits {format.WordBits} --dt-exponent {format.DtExponent} --extra-bits {format.CurrentExtraBits}");
    }

    private IEnumerable<string> Port(ParseResult arguments)
    {
        if (arguments.GetValue(_tcp) is not { } text)
        {
            return ["--pty"];
        }

        var colon = text.LastIndexOf(':');
        var isPort = ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isPort && (colon < 0 || IPAddress.TryParse(text.AsSpan(0, colon), out _))
            ? ["--tcp", text]
            : throw new InvalidSettingException($"'{text}' is no port; give one from 0 to 65535 with --tcp, or an IPv4 address, a colon and one.");
    }

    private IEnumerable<string> Waveform(ParseResult arguments, string? trace)
    {
        if (trace is null)
        {
            return [];
        }

        var (from, to) = (arguments.GetValue(_from), arguments.GetValue(_to));
        InvalidSettingException.ThrowIfOutside("first clock of the waveform", from, 0, int.MaxValue, "--vcd-from");
        InvalidSettingException.ThrowIfOutside("last clock of the waveform", to, from, int.MaxValue, "--vcd-to");
        return ["--trace", Path.GetFullPath(trace), "--trace-from", Text(from), "--trace-to", Text(to)];
    }

    private IEnumerable<string> Stats(ParseResult arguments) =>
        arguments.GetValue(_stats) is { } file ? ["--stats", Path.GetFullPath(file)] : [];

    private SimulatorFault? Fault(ParseResult arguments) => arguments.GetValue(_fault) is not { } text ? null
        : SimulatorFault.TryParse(text)
            ?? throw new InvalidSettingException($"'{text}' is no fault of the simulated board; give {SimulatorFault.Forms}.");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
