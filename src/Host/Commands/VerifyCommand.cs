using System.CommandLine;
using FhnHw.Host.Commands.Options;
using FhnHw.Host.Commands.Output;
using FhnHw.Host.Commands.Reports;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Commands;

/// <summary>What <c>verify</c> was told.</summary>
/// <param name="A">The array that gives what is expected.</param>
/// <param name="B">The array that is checked against it.</param>
/// <param name="Array">What both are made for.</param>
/// <param name="Seed">Seed of readout weights and images.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record VerifySettings(DeviceName A, DeviceName B, ArraySettings Array, int Seed, JsonFile? Json);

/// <summary><c>verify</c>: proves by exhaustion that two arrays are equal to the bit.</summary>
internal sealed class VerifyCommand : ProgramCommand<VerifySettings>
{
    private readonly Argument<string> _a = new("A") { Description = "the device that gives what is expected" };
    private readonly Argument<string> _b = new("B") { Description = "the device that is checked; the same one again shows that it repeats itself" };
    private readonly ArrayOptions _array = new();
    private readonly SeedOption _seed = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public VerifyCommand() : base(
        "verify", "prove that two devices are equal to the bit, for every current code at every step",
        "fhnhw verify managed opencl",
        "fhnhw verify managed opencl:0:0 --bits 8 --extra-bits 4")
    {
        Add(_a);
        Add(_b);
        Add(_array);
        Add(_seed);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override VerifySettings Read(ParseResult arguments) => new(
        FixedPoint(arguments.GetValue(_a)!), FixedPoint(arguments.GetValue(_b)!),
        _array.Read(arguments), _seed.Read(arguments), _json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(VerifySettings settings, Session session)
    {
        var check = new EqualityCheck(Create(settings.A), Create(settings.B), settings.Array, settings.Seed);
        var devices = new[] { CellArrays.Describe(settings.A, settings.Array), CellArrays.Describe(settings.B, settings.Array) };
        VerifyText.WriteDevices(devices, settings.Array, session.Screen);
        var report = session.Screen.Progress("comparing", check.TotalWork, progress => check.Run(progress, session.Cancellation));
        VerifyText.Write(report, session.Screen);
        settings.Json?.Write(VerifyResult.Of(report, session.Provenance(devices, settings.Seed)), session.Screen);
        return report.Equal ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static DeviceName FixedPoint(string text) => DeviceName.Parse(text) is var name and not DeviceName.FloatingPoint
        ? name
        : throw new InvalidSettingException("'float' is no fixed-point array, so nothing equals it to the bit; give two of managed, opencl or opencl:P:D.");

    private static Func<ArraySettings, ICellArray> Create(DeviceName name) => settings => CellArrays.Create(name, settings);
}
