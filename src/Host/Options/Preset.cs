using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Options;

/// <summary>A recipe: values that stand where an option is not given.</summary>
/// <param name="Training">Network and optimiser.</param>
/// <param name="Surrogate">The surrogate.</param>
/// <param name="Gamma">Gain from tanh to current.</param>
/// <param name="TrainImages">Training images; 0 for all.</param>
/// <param name="TestImages">Test images; 0 for all.</param>
/// <param name="Record">Time units that are recorded; null for the usual.</param>
/// <param name="Stride">Steps between samples; null for the usual.</param>
/// <param name="EvaluateEvery">Epochs from one evaluation to the next.</param>
internal sealed record Preset(
    TrainingOptions Training, string Surrogate, double Gamma, int TrainImages, int TestImages, double? Record = null, int? Stride = null,
    int EvaluateEvery = 1)
{
    /// <summary>The names, for help texts and errors.</summary>
    public const string Names = "default, paper or best";

    /// <summary>The preset of a name.</summary>
    /// <remarks>
    /// <c>paper</c> is section 4 of the paper: 10,000/1,000 balanced images, gamma -0.5, a sigmoid readout and a sigmoid surrogate. The paper names
    /// no optimiser, so that one is ours. <c>best</c> is the recipe of the best accuracy in docs/results.md. It records four times as long as the
    /// paper, so that the ends of the window count less. It trains with augmentation (translation, rotation) and with a temporal crop, which
    /// raises the accuracy by vote.
    /// </remarks>
    /// <exception cref="InvalidSettingException">There is none of that name.</exception>
    public static Preset Of(string name) => name switch
    {
        "default" => new(new TrainingOptions(), "meanfield", -1, 0, 0),
        "paper" => new(
            new TrainingOptions { Epochs = 40, LearningRate = 5e-3, Nonlinearity = Nonlinearity.Sigmoid }, "sigmoid", -0.5, 10_000, 1_000),
        "best" => new(
            new TrainingOptions { Epochs = 160, Shift = 1, Rotation = 7, TemporalCrop = 4 }, "meanfield", -1, 0, 0, Record: 400, Stride: 64),
        _ => throw new InvalidSettingException($"There is no preset '{name}'; give {Names}."),
    };
}
