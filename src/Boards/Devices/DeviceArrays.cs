using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Simulation;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Boards.Devices;

/// <summary>Opens arrays by the names that devices have on the command line.</summary>
public static class DeviceArrays
{
    /// <summary>The names that <see cref="Open"/> takes, in words for help texts and errors.</summary>
    public const string Forms = "cpu, float, opencl, opencl:P:D, sim, serial:PATH[@BAUD], serial:usb:NUMBER or tcp:HOST:PORT";

    /// <summary>Opens the array of one device; disposing it closes the device.</summary>
    /// <param name="device">
    /// <c>cpu</c>; <c>opencl</c>, the fastest device of OpenCL, or <c>opencl:P:D</c>, device D of platform P, both from 0; <c>float</c>, the baseline in
    /// double precision; <c>sim</c>, the simulated board, which is built when it runs for the first time (half a minute, with Verilator, g++ and make);
    /// <c>serial:PATH</c> or <c>serial:PATH@BAUD</c>, a board on a serial port; <c>serial:usb:NUMBER</c>, the one whose USB adapter has this serial number;
    /// <c>tcp:HOST:PORT</c>, a board that listens there.
    /// </param>
    /// <param name="settings">The cell, its number format, the currents and the window.</param>
    /// <param name="link">How patient to be with a board; null for the usual.</param>
    /// <returns>The array as it is, with nothing computed again to check it: <see cref="SpotCheckedArray"/> does that.</returns>
    /// <exception cref="InvalidSettingException">There is no device of this form, or it cannot run these settings.</exception>
    /// <exception cref="DeviceMissingException">The device is not there, or its driver is missing.</exception>
    public static ICellArray Open(string device, ArraySettings settings, LinkOptions? link = null)
    {
        link ??= new LinkOptions();
        return device switch
        {
            "cpu" => new CpuArray(settings),
            "opencl" => FastestOpenCl(settings),
            "sim" => new BoardArray(SimulatedBoards.AddressOf(device, "0", new SimulatorSettings(), settings, link), settings, link),
            _ when FloatModels.Names.Contains(device) => FloatModels.Create(device, settings),
            _ when PlaceOf(device) is (var platform, var index) => new OpenClArray(settings, platform, index, TuningFolder.Tuner),
            _ when BoardAddress.TryParse(device) is { } address => new BoardArray(address, settings, link),
            _ => throw new InvalidSettingException($"'{device}' is no device; give {Forms}."),
        };
    }

    private static OpenClArray FastestOpenCl(ArraySettings settings)
    {
        if (OpenClDevices.Best(TuningFolder.Tuner) is { } best)
        {
            return new OpenClArray(settings, best.Platform, best.Index, TuningFolder.Tuner);
        }

        _ = OpenClDevices.List(out var missing);
        throw new DeviceMissingException(missing?.Message ?? "Every OpenCL device is switched off.", missing)
        {
            Remedies = missing?.Remedies ?? [Remedy.Do(RemedyAction.CpuArray)],
        };
    }

    private static (int Platform, int Device)? PlaceOf(string device) =>
        device.Split(':') is ["opencl", var platform, var index] && Index(platform) is { } p && Index(index) is { } d ? (p, d) : null;

    private static int? Index(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
