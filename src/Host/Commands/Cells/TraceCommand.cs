using System.CommandLine;
using FhnHw.Boards.Devices;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Cells;

/// <summary>What <c>trace</c> was told.</summary>
/// <param name="Device">The array.</param>
/// <param name="Array">What it is made for; its codes hold the one current.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
/// <param name="Npz">The .npz file for t and x, or null.</param>
/// <param name="Cell">Which cell, where cells have per-cell parameters.</param>
internal sealed record TraceSettings(DeviceName Device, ArraySettings Array, int Cell, JsonFile? Json, string? Npz);

/// <summary><c>trace</c>: x of one cell over time, for one constant current.</summary>
internal sealed class TraceCommand : ProgramCommand<TraceSettings>
{
    private const int Cells = 100;

    private readonly Option<double> _current = Make.RequiredReal("--current", "I", "the constant current I of the equations");
    private readonly DeviceOption _device = new();
    private readonly WindowOptions _window = new();
    private readonly CellOptions _cell = new();
    private readonly ImperfectionOptions _imperfections = new();
    private readonly Option<int> _which = Make.Whole("--cell", "N", "which of 100 cells, from 0, where imperfections make them differ", 0);
    private readonly JsonOption _json = new();
    private readonly Option<string?> _vcd = Make.Text(
        "--vcd", "FILE", $"with '--device sim': the waveform of the board's signals, {SimulatedBoards.RecordedClocks:#,0} clocks from the first request on");

    private readonly Option<string?> _npz = Make.Text("--out", "FILE.npz", "write t, x, current and dt as NumPy arrays");

    /// <summary>Declares the options.</summary>
    public TraceCommand() : base(
        "trace", "show x of one cell over time, for one constant current",
        "fhnhw trace --current -0.5",
        "fhnhw trace --current -0.5 --device float --stride 1 --json trace.json",
        "fhnhw trace --current -0.5 --imperfections harsh --cell 3",
        "fhnhw trace --current -0.5 --device sim --vcd board.vcd")
    {
        Add(_current);
        Add(_device);
        Add(_window);
        Add(_cell);
        Add(_imperfections);
        Add(_which);
        Add(_json);
        Add(_npz);
        Add(_vcd);
    }

    /// <inheritdoc/>
    protected override TraceSettings Read(ParseResult arguments)
    {
        var format = _cell.Format(arguments);
        var codes = CurrentCodes.Of(arguments.GetValue(_current));
        var imperfections = _imperfections.Read(arguments);
        var cell = arguments.GetValue(_which);
        InvalidSettingException.ThrowIfOutside("number of the cell", cell, 0, Cells - 1, "--cell");
        if (cell != 0 && imperfections.HasIdealCells)
        {
            throw new InvalidSettingException("All cells are alike; leave out --cell, or give --imperfections.");
        }

        var array = new ArraySettings(format, _cell.Parameters(arguments), codes, _window.Read(arguments, format))
        {
            Imperfections = imperfections,
            Cells = imperfections.HasIdealCells ? 1 : Cells,
        };
        return new TraceSettings(Recorded(arguments, _device.Read(arguments)), array, cell, _json.Read(arguments), NpzFile(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(TraceSettings settings, Session session)
    {
        using var array = session.Open(settings.Device, settings.Array);
        var trace = TraceResult.Of(array, settings.Cell, session);
        TraceText.Write(trace, session.Screen);
        settings.Json?.Write(trace, session.Screen);
        if (settings.Npz is { } path)
        {
            Npz.Write(path, trace.Arrays);
        }

        if (settings.Device is DeviceName.Simulator { Waveform: { } waveform })
        {
            session.Screen.Text.WriteLine($"waveform  {waveform}: GTKWave or Surfer opens it");
        }

        return ExitCode.Done;
    }

    private DeviceName Recorded(ParseResult arguments, DeviceName device) => (arguments.GetValue(_vcd), device) switch
    {
        (null, _) => device,
        ({ } file, DeviceName.Simulator board) => board with { Waveform = file },
        _ => throw new InvalidSettingException("Only the simulated board has signals to record; give --device sim, or leave out --vcd."),
    };

    private string? NpzFile(ParseResult arguments) => arguments.GetValue(_npz) switch
    {
        null => null,
        var path when path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) => path,
        var path => throw new InvalidSettingException($"'{path}' is no .npz file; give --out a name that ends in .npz."),
    };
}
