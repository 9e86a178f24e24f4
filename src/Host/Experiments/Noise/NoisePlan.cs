using System.Globalization;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>How much of everything.</summary>
/// <param name="TrainImages">Training images, in equal shares of each class.</param>
/// <param name="TestImages">Test images.</param>
/// <param name="Epochs">Passes over them.</param>
/// <param name="Seeds">Seeds of network, images and noise: 1 to this.</param>
/// <param name="Transient">Time units that run before recording.</param>
/// <param name="Record">Time units that are recorded.</param>
/// <param name="Training">Intensity D of the noise while training.</param>
/// <param name="Tests">Intensities while testing, ascending; the training's is one of them.</param>
/// <param name="Mitigated">Intensity at which pooling and ghosts are tested, of each kind that acts.</param>
/// <param name="Mitigations">Cells of a unit, and ghosts.</param>
/// <param name="Mismatch">Mismatch of offset and gain of the cells that are pooled without noise.</param>
/// <param name="MismatchPools">Cells of a unit there.</param>
internal sealed record NoisePlan(
    int TrainImages, int TestImages, int Epochs, int Seeds, double Transient, double Record, double Training, double[] Tests, double Mitigated,
    (int Pool, int Ghosts)[] Mitigations, double Mismatch, int[] MismatchPools)
{
    /// <summary>D while training, unless another is given.</summary>
    public const double UsualTraining = 1;

    /// <summary>The four kinds of noise.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["additive", "additive-correlated", "multiplicative", "multiplicative-correlated"];

    /// <summary>The whole: 10,000/1,000 images, three seeds.</summary>
    public static NoisePlan Whole(int epochs, int seeds) => new(
        10_000, 1_000, epochs, seeds, 20, 40, UsualTraining, [0.01, 0.03, 0.1, 0.3, 1, 3], 1,
        [(1, 0), (2, 0), (4, 0), (16, 0), (1, 1), (1, 4), (1, 16), (4, 16), (16, 16)], 0.5, [1, 2, 4]);

    /// <summary>A first look, about half a minute.</summary>
    public static NoisePlan Short(int epochs, int seeds) => new(
        2_000, 500, epochs, seeds, 10, 10, UsualTraining, [0.1, 1], 1, [(1, 0), (4, 0), (1, 4), (4, 4)], 0.5, [1, 4]);

    /// <summary>The plan with another intensity while training, which is tested too.</summary>
    public NoisePlan TrainedAt(double intensity) =>
        this with { Training = intensity, Tests = [.. Tests.Append(intensity).Distinct().Order()] };

    /// <summary>How much: images, epochs, seeds, time units, D while training.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{TrainImages}/{TestImages} balanced images, {Epochs} {(Epochs == 1 ? "epoch" : "epochs")}, "
        + $"{Seeds} {(Seeds == 1 ? "seed" : "seeds")}, {Transient} + {Record} time units, "
        + $"D = {Training} while training");
}
