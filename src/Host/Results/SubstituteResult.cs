using System.Text.Json.Serialization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Substituting;

namespace FhnHw.Host.Results;

/// <summary>What <c>substitute</c> writes as JSON; accuracies are percent, by vote. The first fields are those of the first gamma.</summary>
/// <param name="Gamma">Gain from tanh to current.</param>
/// <param name="Train">On the training images.</param>
/// <param name="Test">On the test images.</param>
/// <param name="PerClass">On the test images, one value a class.</param>
/// <param name="PerClassTrain">On the training images, one value a class.</param>
/// <param name="PlainTrain">The plain network on the training images.</param>
/// <param name="PlainTest">The plain network on the test images.</param>
/// <param name="Rows">Every gamma, with votes and time-means.</param>
/// <param name="Device">The array's name.</param>
/// <param name="Forward"><c>table</c> or <c>stream</c>.</param>
/// <param name="Data">The images.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record SubstituteResult(
    double Gamma, double Train, double Test,
    [property: JsonPropertyName("perDigit")] double[] PerClass, [property: JsonPropertyName("perDigitTrain")] double[] PerClassTrain,
    double PlainTrain, double PlainTest,
    IReadOnlyList<SubstituteRow> Rows, string Device, string Forward, string Data, Provenance Provenance);
