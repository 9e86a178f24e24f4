using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Checks;

/// <summary>Opens each device and lets it compute.</summary>
internal static class DeviceChecks
{
    // Over a whole period the mean of x is -(a + I). The window of 20 time units may cut through a spike of height 4, which shifts the mean by this
    // much at most.
    private const double MeanTolerance = 0.15;

    /// <summary>One finding a device.</summary>
    public static IEnumerable<Finding> Run(CancellationToken cancellation)
    {
        foreach (var entry in DeviceCatalog.List())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Try(entry);
        }
    }

    private static Finding Try(DeviceEntry entry)
    {
        var name = $"device {entry.Name}";
        try
        {
            return entry.Name is DeviceName.FloatingPoint ? Mean(name, entry) : Step(name, entry);
        }
#pragma warning disable CA1031 // A device's failure, of whatever kind, is what this looks for.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var mend = entry.Name is DeviceName.OpenCl ? "run without it: --device cpu; its driver may need an update" : "build the program again";
            return Problem(entry, name, Sentences.Join(Failure.Of(exception).Sentence ?? exception.Message), mend);
        }
    }

    private static Finding Step(string name, DeviceEntry entry)
    {
        using var array = CellArrays.Create(entry.Name, EqualityToStep.ShortSettings);
        var different = EqualityToStep.Differences(array);
        var settings = array.Settings;
        return different == 0
            ? Finding.Good(
                name, $"{entry.Hardware}: bit-exact with the normative step, {settings.Codes.Count} codes, {settings.Window.Steps} steps"
                    + (DeviceCatalog.Explain(entry.Name) is { } tuning ? $"; {tuning}" : ""))
            : Problem(
                entry, name, $"{entry.Hardware}: {different} values of x are wrong", $"do not use it; 'fhnhw verify cpu {entry.Name}' shows where");
    }

    private static Finding Mean(string name, DeviceEntry entry)
    {
        var settings = EqualityToStep.ShortSettings with { Window = new Window(2048, 5120, 16) };
        using var array = CellArrays.Create(entry.Name, settings);
        var means = array.Run(new(settings.Codes.AllCodes(), Features.Mean)).MeanX!;
        var worst = means.Select((mean, index) => Math.Abs(mean + settings.Codes.Currents[index])).Max();
        return worst < MeanTolerance
            ? Finding.Good(name, $"{entry.Hardware}: means of x are right")
            : Problem(entry, name, $"{entry.Hardware}: a mean of x is off by {worst:0.00}", "build the program again");
    }

    // Runs need the cpu array alone, since each can fall back on it.
    private static Finding Problem(DeviceEntry entry, string name, string detail, string mend) =>
        entry.Name is DeviceName.Cpu ? Finding.Broken(name, detail, mend) : Finding.Missing(name, detail, mend);
}
