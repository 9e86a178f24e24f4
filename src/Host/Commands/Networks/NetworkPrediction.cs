using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Networks;

/// <summary>A trained network's classes for images without labels.</summary>
/// <param name="Result">Image by image, for people and machines.</param>
/// <param name="Predictions">The same as arrays, with scores, votes and activations.</param>
internal sealed record NetworkPrediction(PredictResult Result, Predictions Predictions)
{
    /// <summary>Reads images and weights, opens the device and runs them.</summary>
    /// <exception cref="InvalidSettingException">The images are not of the size that the network was trained on.</exception>
    public static NetworkPrediction Run(PredictSettings settings, Session session)
    {
        var (configuration, training, screen) = (settings.Configuration, settings.Configuration.Training, session.Screen);
        var images = UnlabelledImages.Read(settings.Images, Pictures.Read);
        var set = images.Images;
        var weights = WeightsFile.Read(settings.Weights, configuration);
        if (weights.Pixels != set.Rows * set.Columns)
        {
            throw new InvalidSettingException(
                $"The images of {settings.Images} have {set.Rows}x{set.Columns} pixels (rows x columns) and the network "
                    + $"was trained on {Sizes(weights.Pixels)}; give images of that size.");
        }

        using var device = session.OpenDevice(DeviceName.Parse(configuration.Device), configuration.Array, training.Cells);
        device.RequireReadout();
        ArrayText.Write(device, screen);
        if (images.Taken is { } taken)
        {
            screen.Text.WriteLine($"images  '{taken}' of {settings.Images}; other arrays are not read ('fhnhw eval RUN --data FILE' takes labels too)");
        }

        var single = ResponseTableBar.Prepare(device, training.Nonlinearity, configuration.Forward, weights.Hidden.Count, session);
        var cells = UnitLayers.Of(single, weights.Hidden, training.Pool, training.Ghosts, HiddenNoise.None);
        cells.CellsAt = Checkpoint.ReadCells(RunFolder.Checkpoint(settings.Folder), cells.Count);
        var predictions = screen.Progress(
            "predicting", set.Count, report => Evaluator.PredictInDetail(weights, cells, set, done => report(done), session.Cancellation));
        var result = PredictResult.Of(
            images.Names, predictions, RunClasses.Read(settings.Folder), device.Array.Describe().Name,
            session.Provenance(device.Descriptions, training.Seed));
        return new NetworkPrediction(result, predictions);
    }

    // A run keeps the number of its images' pixels; most images are squares.
    private static string Sizes(int pixels) =>
        Math.Sqrt(pixels) is var side && side == Math.Floor(side) ? $"{pixels} ({side}x{side})" : $"{pixels}";
}
