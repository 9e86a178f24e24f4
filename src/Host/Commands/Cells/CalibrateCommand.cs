using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Cells;

/// <summary>What <c>calibrate</c> was told.</summary>
/// <param name="Device">The device.</param>
/// <param name="Array">What its array is made for.</param>
/// <param name="Cells">How many cells.</param>
/// <param name="Repeats">Trials of each current.</param>
/// <param name="Folder">Where the calibration goes.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record CalibrateSettings(DeviceName Device, ArraySettings Array, int Cells, int Repeats, string Folder, JsonFile? Json);

/// <summary><c>calibrate</c>: measures each cell of a device from its responses.</summary>
internal sealed class CalibrateCommand : ProgramCommand<CalibrateSettings>
{
    private readonly Argument<string> _device = new Argument<string>("DEVICE")
    {
        Description = $"the device whose cells are measured: {DeviceName.Usual}",
    }.OfDevices();

    private readonly Option<int> _cells = Make.Whole("--hidden", "N", "cells, those of a network's hidden layer", TrainingOptions.UsualHidden);
    private readonly Option<int> _repeats = Make.Whole("--repeats", "N", "trials of each current, 2 or more", 4);
    private readonly ArrayOptions _array = new();
    private readonly ReconnectOption _reconnect = new();
    private readonly Option<string?> _out = Make.Text(
        "--out", "DIR", Make.Told("folder of the calibration: calibration.json, curves.npz, report.html", "runs/calibration"));
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public CalibrateCommand() : base(
        "calibrate", "measure each cell of a device: response curve, offset, gain, noise, dead and stuck cells",
        "fhnhw calibrate cpu --imperfections lab --out runs/calibration",
        "fhnhw train --device twin:runs/calibration --calibration runs/calibration")
    {
        Add(_device);
        Add(_cells);
        Add(_repeats);
        Add(_array);
        Add(_reconnect);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override CalibrateSettings Read(ParseResult arguments)
    {
        _reconnect.Read(arguments);
        var (cells, repeats) = (arguments.GetValue(_cells), arguments.GetValue(_repeats));
        InvalidSettingException.ThrowIfOutside("number of cells", cells, 1, 10_000, "--hidden");
        InvalidSettingException.ThrowIfOutside("number of trials of each current", repeats, 2, 1000, "--repeats");
        var array = _array.Read(arguments, cells: cells, bits: 8);
        if (array.Imperfections.Stateful)
        {
            throw new InvalidSettingException(
                "The response of stateful cells depends on earlier images, so it cannot be measured by itself; leave out --stateful.");
        }

        return new CalibrateSettings(
            DeviceName.Parse(arguments.GetValue(_device)!), array, cells, repeats,
            arguments.GetValue(_out) ?? Path.Combine("runs", "calibration"), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(CalibrateSettings settings, Session session)
    {
        using var hold = RunFolder.Hold(settings.Folder);
        var calibrator = new Calibrator(array => session.Open(settings.Device, array), settings.Array, settings.Cells, settings.Repeats);
        session.Screen.Text.WriteLine($"device  {session.Describe(settings.Device, settings.Array)}");
        var result = session.Screen.Progress("calibrating", calibrator.Work, progress => calibrator.Run(progress, session.Cancellation));
        result.Measured.Write(settings.Folder);
        var json = new CalibrationJson(result, session.Provenance([result.Device, result.Twin]));
        FolderReport.Write(settings.Folder, json, session.Screen);
        settings.Json?.Write(json, session.Screen);
        CalibrationText.Write(result, session.Screen);
        session.Screen.Text.WriteLine($"report  {ReportFolder.Page(settings.Folder)}");
        return ExitCode.Done;
    }
}
