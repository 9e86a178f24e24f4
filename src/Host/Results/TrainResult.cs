using FhnHw.Boards.Arrays;
using FhnHw.Host.CommandLine;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Results;

/// <summary>What <c>train</c> and <c>eval</c> write as JSON; accuracies are percent.</summary>
/// <param name="Test">On the test images.</param>
/// <param name="Train">On the training images.</param>
/// <param name="Device">The array's name.</param>
/// <param name="Forward"><c>atlas</c> or <c>stream</c>.</param>
/// <param name="SecondsPerEpoch">Wall time of the training part of an epoch; null where nothing was trained.</param>
/// <param name="ImagesPerSecond">Images over that time: trained ones, or evaluated ones of <c>eval</c>.</param>
/// <param name="Data">The images.</param>
/// <param name="Configuration">Hyperparameters: everything that decides the run's bits.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
/// <param name="Board">Where the time went, on a board; else null.</param>
/// <param name="NoisyTest">On the test images with noise in the hidden layers; null where there was none.</param>
internal sealed record TrainResult(
    Accuracy Test, Accuracy Train, string Device, string Forward, double SecondsPerEpoch, double ImagesPerSecond,
    string Data, RunSettings Configuration, Provenance Provenance, BoardTime? Board = null, Accuracy? NoisyTest = null);
