using System.Globalization;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Experiments.Robustness;

/// <summary>One imperfection at several strengths.</summary>
/// <param name="Name">What grows, in words.</param>
/// <param name="Unit">Its unit, for an axis.</param>
/// <param name="Values">The strengths.</param>
/// <param name="Make">The imperfections of a strength.</param>
internal sealed record Sweep(string Name, string Unit, double[] Values, Func<double, Imperfections> Make);

/// <summary>How much of everything.</summary>
/// <param name="TrainImages">Training images, in equal shares of each class; all where there are fewer.</param>
/// <param name="TestImages">Test images.</param>
/// <param name="Epochs">Passes over them.</param>
/// <param name="Seeds">Seeds of network and cells: 1 to this.</param>
/// <param name="Dropout">Dropout where it is on.</param>
/// <param name="Transient">Time units that run before recording.</param>
/// <param name="Record">Time units that are recorded.</param>
/// <param name="Sweeps">The imperfections.</param>
internal sealed record RobustnessPlan(
    int TrainImages, int TestImages, int Epochs, int Seeds, double Dropout, double Transient, double Record, Sweep[] Sweeps)
{
    /// <summary>The names of the sweeps, for help texts and errors.</summary>
    public const string Names = "mismatch, dead, adc or noise";

    /// <summary>The plan with one of its sweeps.</summary>
    /// <exception cref="InvalidSettingException">There is none of that name.</exception>
    public RobustnessPlan Only(string name) => Sweeps.Where(sweep => sweep.Name == name).ToArray() is { Length: 1 } one
        ? this with { Sweeps = one }
        : throw new InvalidSettingException($"There is no sweep '{name}'; give {Names}.");

    /// <summary>The whole: 10,000/1,000 images, five seeds.</summary>
    public static RobustnessPlan Whole(int epochs, int seeds) => new(10_000, 1_000, epochs, seeds, 0.2, 20, 40,
    [
        Mismatch(0, 0.1, 0.2, 0.3, 0.4, 0.5), Dead(0, 0.05, 0.1, 0.2, 0.3), Adc(1, 2, 3, 4, 6, 8, 12), Noise(0, 0.1, 0.3),
    ]);

    /// <summary>A first look, under a minute.</summary>
    public static RobustnessPlan Short(int seeds) => new(1_000, 500, 6, seeds, 0.2, 10, 10,
    [
        Mismatch(0, 0.5), Dead(0, 0.3), Adc(1, 6), Noise(0, 0.3),
    ]);

    private static Sweep Mismatch(params double[] values) =>
        new("mismatch", "mismatch of offset and gain (standard deviation)", values,
            value => new Imperfections { OffsetMismatch = value, GainMismatch = value });

    private static Sweep Dead(params double[] values) => new("dead", "share of dead cells", values, value => new Imperfections { Dead = value });

    private static Sweep Adc(params double[] values) => new("adc", "bits of the ADC", values, value => new Imperfections { AdcBits = (int)value });

    private static Sweep Noise(params double[] values) =>
        new("noise", "noise on x and y (per root of a time unit)", values, value => new Imperfections { NoiseX = value, NoiseY = value });

    /// <summary>How much: images, epochs, seeds, dropout, time units.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{TrainImages}/{TestImages} balanced images, {Epochs} {(Epochs == 1 ? "epoch" : "epochs")}, "
        + $"{Seeds} {(Seeds == 1 ? "seed" : "seeds")}, dropout {Dropout}, {Transient} + {Record} time units");
}
