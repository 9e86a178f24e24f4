using System.Text.Json.Serialization;
using FhnHw.Boards.Arrays;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Reports;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Results;

/// <summary>What <c>train</c> and <c>eval</c> write as JSON; accuracies are percent.</summary>
/// <param name="Test">On the test images; null where a run was watched on held-out images, and the test images were not looked at.</param>
/// <param name="Train">On the training images.</param>
/// <param name="Device">The array's name.</param>
/// <param name="Forward"><c>table</c> or <c>stream</c>.</param>
/// <param name="SecondsPerEpoch">Wall time of the training part of an epoch, the median of all; null where nothing was trained.</param>
/// <param name="ImagesPerSecond">Images over that time: trained ones, or evaluated ones of <c>eval</c>.</param>
/// <param name="Data">The images.</param>
/// <param name="Configuration">Hyperparameters: all that a run needs to come out the same.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine; null for one of several seeds, whose result has one for all.</param>
/// <param name="Board">Where the time went, on a board; else null.</param>
internal sealed record TrainResult(
    Accuracy? Test, Accuracy Train, string Device, string Forward, double SecondsPerEpoch, double ImagesPerSecond,
    string Data, RunSettings Configuration, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Provenance? Provenance,
    BoardTime? Board = null)
{
    /// <summary>On the training images that were held out; null where none were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Accuracy? Validation { get; init; }

    /// <summary>On the test images, or those held out, with noise on hidden outputs; null where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Accuracy? Noisy { get; init; }

    /// <summary>The best epoch by vote on the images held out; null where none were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BestEpoch? Best { get; init; }

    /// <summary>The plain network of tanh units, trained by the same recipe; null where none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BaselineResult? Baseline { get; init; }

    /// <summary>What the classes are called, by label; null where the images came without names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>
    /// The share of the current codes at which the cells' format spikes, percent, among those at which the model does; null where cells are
    /// floating-point, and in results of older programs.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SpikingCodes { get; init; }

    /// <summary>Where the time went, seconds by part; null in results of older programs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunTimes? Times { get; init; }

    /// <summary>Every set of images with its accuracy, the most telling first.</summary>
    [JsonIgnore]
    public IEnumerable<NamedAccuracy> Accuracies => Named(Test, Validation, Train);

    /// <summary>The first of them under the run's noise in the hidden layers; empty without noise.</summary>
    [JsonIgnore]
    public IEnumerable<NamedAccuracy> NoisyAccuracies =>
        Noisy is null ? [] : [new NamedAccuracy($"{Accuracies.First().Name}, noisy layers", Noisy)];

    /// <summary>The same of the baseline, whose names say so; empty where there is none.</summary>
    [JsonIgnore]
    public IEnumerable<NamedAccuracy> BaselineAccuracies =>
        Baseline?.Accuracies.Select(row => row with { Name = $"{row.Name}, tanh units" }) ?? [];

    /// <summary>All of these, row by row.</summary>
    [JsonIgnore]
    public IEnumerable<NamedAccuracy> Rows => [.. Accuracies, .. NoisyAccuracies, .. BaselineAccuracies];

    /// <summary>Sets of images with their accuracies, without those that were not measured.</summary>
    internal static IEnumerable<NamedAccuracy> Named(Accuracy? test, Accuracy? validation, Accuracy train)
    {
        if (test is not null)
        {
            yield return new("test", test);
        }

        if (validation is not null)
        {
            yield return new("validation", validation);
        }

        yield return new("train", train);
    }
}

/// <summary>Accuracy of the plain network of tanh units that has the shape and the recipe of a run; it has no traces, so both are by the output.</summary>
/// <param name="Test">On the test images, or null.</param>
/// <param name="Validation">On the images held out, or null.</param>
/// <param name="Train">On the training images.</param>
internal sealed record BaselineResult(
    Accuracy? Test, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Accuracy? Validation, Accuracy Train)
{
    /// <summary>Every set of images with its accuracy.</summary>
    [JsonIgnore]
    public IEnumerable<NamedAccuracy> Accuracies => TrainResult.Named(Test, Validation, Train);
}
