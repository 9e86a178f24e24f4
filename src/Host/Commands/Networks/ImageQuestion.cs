using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Reports.Figures;
using FhnHw.Host.Reports.Figures.Network;
using FhnHw.Host.Results;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>Shows one image of a run to its network again: what it is taken for, and which cells made it so.</summary>
internal static class ImageQuestion
{
    /// <summary>Reads the run and its images, opens the device and runs the image.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="image">The image's number in the set that the run's report is about: the test images, or those held out.</param>
    /// <param name="device">Another device than the run's, or null.</param>
    /// <param name="session">Where notes and progress go.</param>
    /// <exception cref="InvalidSettingException">The folder holds no single run, or there is no such image.</exception>
    public static ImageAnswer Ask(string folder, int image, string? device, Session session)
    {
        if (!File.Exists(RunFolder.Configuration(folder)))
        {
            throw new InvalidSettingException($"{folder} holds no run, and --image needs its settings and weights; give a folder made by 'fhnhw train --out'.");
        }

        var asked = FoundImages.Placed(RunSettings.Read(RunFolder.Configuration(folder)), folder);
        RunWeightsOption.CheckSingle(folder, asked);
        var data = DataOptions.Load(new DataChoice(asked.Data, asked.TrainImages, asked.TestImages), asked.Training.Seed, session);
        var run = FoundImages.Pin(asked, data, folder) with { Device = device ?? asked.Device };
        var images = RunImages.Of(data, run);
        InvalidSettingException.ThrowIfOutside($"number of a {images.WatchedName} image", image, 0, images.Watched.Count - 1, "--image");
        return Ask(folder, run, images, image, session);
    }

    private static ImageAnswer Ask(string folder, RunSettings run, RunImages images, int image, Session session)
    {
        var (training, set) = (run.Training, images.Watched);
        var weights = WeightsFile.Read(RunFolder.Weights(folder), run, images.Set);
        using var device = session.OpenDevice(DeviceName.Parse(run.Device), run.Array, training.Cells);
        device.RequireReadout();
        ArrayText.Write(device, session.Screen);
        // One image takes one run of each cell, and a response table thousands.
        var single = ResponseTableBar.Prepare(device, training.Nonlinearity, ForwardMode.Stream, weights.Hidden.Count, session);
        var cells = UnitLayers.Of(single, weights.Hidden, training.Pool, training.Ghosts, HiddenNoise.None);
        cells.CellsAt = Checkpoint.ReadCells(RunFolder.Checkpoint(folder), cells.Count);
        var (pixels, label) = (set.Image(image).ToArray(), set.Labels[image]);
        var one = new ImageSet(set.Rows, set.Columns, pixels, [label], set.Classes);
        var predictions = Evaluator.PredictInDetail(weights, cells, one, cancellation: session.Cancellation);
        var (details, vote) = (predictions.Details!, predictions.Votes[0]);
        var ofSamples = training is { Pool: 1, Ghosts: 0 } && device.Board is null && device.Array.Describe().Deterministic;
        var means = ofSamples ? MeansOverSamples(weights, single, one) : details.Activations;
        Compare(folder, image, vote, images.Set.ClassNames, session);
        return new ImageAnswer(
            image, images.WatchedName, set.Rows, set.Columns, pixels, label, vote, details.Votes, details.Scores,
            new Contributions(weights.Output, means, ImageAnswer.Between(label, vote, details.Votes, details.Scores), ofSamples),
            images.Set.ClassNames);
    }

    // As the figures of a report have them. Of cells with noise another run would be another answer, and over a board's line it would take long: of them,
    // and of units of several cells, the means over all steps stand, which the scores are made of.
    private static float[] MeansOverSamples(NetworkWeights weights, HiddenLayers layers, ImageSet image)
    {
        var codes = Evaluator.Currents(weights, layers, image, [0])[^1];
        var rows = layers.Last.Samples!.RowsOf(codes);
        return [.. codes.Select((_, cell) => (float)rows[cell].ToArray().Average(value => (double)value))];
    }

    // Cells with noise, or those of another device, may vote otherwise than those of the run did.
    private static void Compare(string folder, int image, int vote, IReadOnlyList<string>? names, Session session)
    {
        if (PredictionsFile.Read(folder) is var (_, votes) && image < votes.Length && votes[image] != vote)
        {
            session.Screen.Error.WriteLine(
                $"fhnhw: The run itself took this image for {ShownClasses.Said(votes[image], names)}; "
                    + "cells with noise, and those of another device, need not vote alike.");
        }
    }
}
