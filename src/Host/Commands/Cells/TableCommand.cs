using System.CommandLine;
using System.Text.Json;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Export;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Commands.Cells;

/// <summary>What <c>table</c> was told.</summary>
/// <param name="Device">The array.</param>
/// <param name="Array">What it is made for.</param>
/// <param name="Nonlinearity">g of the activations.</param>
/// <param name="Out">The .npz file.</param>
/// <param name="Trace">True for the traces too.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record TableCommandSettings(
    DeviceName Device, ArraySettings Array, Nonlinearity Nonlinearity, string Out, bool Trace, JsonFile? Json);

/// <summary><c>table</c>: a device's response to every current code, as a file.</summary>
internal sealed class TableCommand : ProgramCommand<TableCommandSettings>
{
    private readonly Option<string?> _out = Make.Text("--out", "FILE.npz", "where the response table goes, as NumPy arrays");
    private readonly Option<bool> _trace = Make.Flag("--trace", "x at every sample too, thousands of times the size");
    private readonly DeviceOption _device = new();
    private readonly ReadoutOption _readout = new();
    private readonly Option<int> _cells = Make.Whole(
        "--hidden", "N", "cells, where imperfections make them differ: those of a run's first hidden layer", TrainingOptions.UsualHidden);

    private readonly ArrayOptions _array = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public TableCommand() : base(
        "table", "write the response of a device to every current code, for use elsewhere",
        "fhnhw table --out table.npz",
        "fhnhw table --bits 8 --extra-bits 4 --trace --out table8.npz",
        "fhnhw table --mismatch 0.1 --hidden 100 --out cells.npz")
    {
        _out.Required = true;
        Add(_out);
        Add(_trace);
        Add(_device);
        Add(_readout);
        Add(_cells);
        Add(_array);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override TableCommandSettings Read(ParseResult arguments)
    {
        var path = arguments.GetValue(_out)!;
        if (!path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidSettingException($"'{path}' is no .npz file; give --out a name that ends in .npz.");
        }

        AtomicFile.Check(path);
        var cells = new LayerSizes(arguments.GetValue(_cells)).First;
        return new TableCommandSettings(
            _device.Read(arguments), _array.Read(arguments, cells: cells), _readout.Read(arguments) ?? Nonlinearity.Linear, path,
            arguments.GetValue(_trace), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(TableCommandSettings settings, Session session)
    {
        using var device = session.OpenDevice(settings.Device, settings.Array, settings.Array.Cells);
        var array = device.Array;
        if (array.Settings.PerCell?.Unsteadiness is { } reason)
        {
            throw new InvalidSettingException(
                $"There is no response table of '{array.Describe().Name}', since {reason}; "
                + "give --noise-x 0 and --noise-y 0, and neither --stateful nor --drift.");
        }

        session.Screen.Text.WriteLine($"device  {array.Describe()}");
        var responses = ResponseTableBar.Prepare(device, settings.Nonlinearity, ForwardMode.Table, 1, session).Last.ResponseTable!;
        // The file has a trace of each run, though equal ones may be kept once.
        if (settings.Trace && (responses.Response.Trace is null || (long)responses.Response.Runs * array.Settings.Window.Samples > ResponseTable.MostSamples))
        {
            throw new InvalidSettingException("The traces of these cells are more than a response table keeps; give a larger --stride or a smaller --record.");
        }

        var about = new ResponseTableAbout($"fhnhw {Provenance.Version}", array.Describe(), array.Settings, settings.Nonlinearity);
        Npz.Write(settings.Out, ResponseTableFile.Arrays(responses, JsonSerializer.SerializeToUtf8Bytes(about, JsonFile.Style), settings.Trace));
        var result = new ResponseTableResult(
            settings.Out, new FileInfo(settings.Out).Length, array.Settings.Codes.Count, responses.Cells,
            settings.Trace ? array.Settings.Window.Samples : 0, responses.Response.SaturatedRuns, about, session.Provenance([array.Describe()]));
        result.Write(session.Screen);
        settings.Json?.Write(result, session.Screen);
        return ExitCode.Done;
    }
}
