using System.Text.Json.Serialization;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Network;

namespace FhnHw.Training.Learning;

/// <summary>How the learning rate changes over a run.</summary>
public enum Schedule
{
    /// <summary>The same at every step.</summary>
    Constant,

    /// <summary>From the full rate down to nothing along half a cosine.</summary>
    Cosine,
}

/// <summary>How a network is trained. The defaults are those of a first try: ten epochs that reach about 98 %.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrainingOptions
{
    /// <summary>Hidden cells where none are given.</summary>
    public const int UsualHidden = 100;

    /// <summary>Hidden units of each hidden layer: its cells, unless several are pooled.</summary>
    public LayerSizes Hidden { get; init; } = UsualHidden;

    /// <summary>Passes over the images.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Mini-batch size.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Learning rate of Adam at the start.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Learning-rate schedule.</summary>
    public Schedule Schedule { get; init; } = Schedule.Cosine;

    /// <summary>Biases on hidden cells and classes.</summary>
    public bool Bias { get; init; }

    /// <summary>Decoupled weight decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>
    /// Share of hidden cells that are left out of each image in training, 0 to 0.9; the outputs of the others are scaled up to match.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Augmentation: random translation by up to this many pixels each way, new in each epoch: by whole pixels where this is a whole number, else by any
    /// part of them.
    /// </summary>
    public double Shift { get; init; }

    /// <summary>Augmentation: random rotation by up to this many degrees each way, new in each epoch.</summary>
    public double Rotation { get; init; }

    /// <summary>Augmentation: random scaling of height and width by up to this share each way, 0 to 0.5, new in each epoch.</summary>
    public double Scaling { get; init; }

    /// <summary>Augmentation: random shear along the rows by up to this many degrees each way, 0 to 45, new in each epoch.</summary>
    public double Shear { get; init; }

    /// <summary>Augmentation: alpha of a random elastic distortion, pixels, 0 to 1000, new in each epoch.</summary>
    public double Elastic { get; init; }

    /// <summary>Standard deviation of the Gaussian that smooths the elastic distortion, pixels, 0.5 to 32.</summary>
    public double ElasticSigma { get; init; } = 4;

    /// <summary>
    /// Augmentation: its strength in the last epoch as a share of the full one, 0 to 1. The first half of the epochs have the full strength; from there
    /// it falls evenly. Shifts by whole pixels stay.
    /// </summary>
    public double AugmentationEnd { get; init; } = 1;

    /// <summary>
    /// Temporal crop: time units of the window that the loss sees of an image, at a random place that is new in each epoch; 0 for the whole
    /// window.
    /// </summary>
    public double TemporalCrop { get; init; }

    /// <summary>Noise on what the cells of every hidden layer send on, while training.</summary>
    public HiddenNoise HiddenNoise { get; init; } = HiddenNoise.None;

    /// <summary>Cells of a hidden unit, whose outputs are averaged; 1 where the units are the cells.</summary>
    public int Pool { get; init; } = 1;

    /// <summary>Ghost cells of each hidden layer, which get no current and estimate the noise that all cells have in common.</summary>
    public int Ghosts { get; init; }

    /// <summary>Cells of each hidden layer's array: those of its units, and ghosts.</summary>
    [JsonIgnore]
    public LayerSizes Cells => UnitLayout.CellsOf(Hidden, Pool, Ghosts);

    /// <summary>The one seed of the run.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>g between cell and output weights.</summary>
    public Nonlinearity Nonlinearity { get; init; } = Nonlinearity.Linear;

    /// <summary>Throws where a number of the network or the optimiser is outside its range.</summary>
    /// <exception cref="InvalidSettingException">It is.</exception>
    public void CheckRecipe()
    {
        InvalidSettingException.ThrowIfOutside("number of epochs", Epochs, 0, 100_000, nameof(Epochs));
        InvalidSettingException.ThrowIfOutside("mini-batch size", Batch, 1, 65_536, "images", nameof(Batch));
        InvalidSettingException.ThrowIfOutside("learning rate", LearningRate, 1e-9, 1, nameof(LearningRate));
        InvalidSettingException.ThrowIfOutside("weight decay", WeightDecay, 0, 10, nameof(WeightDecay));
        InvalidSettingException.ThrowIfOutside("dropout", Dropout, 0, 0.9, nameof(Dropout));
        UnitLayout.Check(Pool, Ghosts);
        HiddenNoise.Check();
    }

    /// <summary>Throws where a number of the augmentation is outside its range.</summary>
    /// <exception cref="InvalidSettingException">It is.</exception>
    public void CheckAugmentation()
    {
        InvalidSettingException.ThrowIfOutside("shift", Shift, 0, 16, "pixels", nameof(Shift));
        InvalidSettingException.ThrowIfOutside("rotation", Rotation, 0, 180, "degrees", nameof(Rotation));
        InvalidSettingException.ThrowIfOutside("scaling", Scaling, 0, 0.5, nameof(Scaling));
        InvalidSettingException.ThrowIfOutside("shear", Shear, 0, 45, "degrees", nameof(Shear));
        InvalidSettingException.ThrowIfOutside("elastic distortion", Elastic, 0, 1000, "pixels", nameof(Elastic));
        InvalidSettingException.ThrowIfOutside("elastic distortion's sigma", ElasticSigma, 0.5, 32, "pixels", nameof(ElasticSigma));
        InvalidSettingException.ThrowIfOutside("augmentation's strength at the end", AugmentationEnd, 0, 1, nameof(AugmentationEnd));
    }

    /// <summary>The augmentation in an epoch, from 1.</summary>
    public AugmentationRanges AugmentationIn(int epoch)
    {
        var half = Epochs / 2;
        var strength = epoch <= half || Epochs == half ? 1 : 1 - ((1 - AugmentationEnd) * (epoch - half) / (Epochs - half));
        var whole = double.IsInteger(Shift);
        return new AugmentationRanges(
            whole ? (int)Shift : 0, whole ? 0 : Shift * strength, Rotation * strength, Scaling * strength, Shear * strength, Elastic * strength,
            ElasticSigma);
    }

    /// <summary>The learning rate at a step.</summary>
    /// <param name="step">Steps taken before, from 0.</param>
    /// <param name="steps">Steps of the whole run.</param>
    public double RateAt(long step, long steps) => Schedule == Schedule.Constant
        ? LearningRate
        : LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / steps));
}
