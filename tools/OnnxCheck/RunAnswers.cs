using FhnHw.Host.Devices;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.OnnxCheck;

/// <summary>The answers of a trained run, as <c>fhnhw eval</c> gets them.</summary>
public static class RunAnswers
{
    /// <summary>The images that a run was tested on.</summary>
    public static async Task<ImageSet> TestImages(string folder)
    {
        var settings = RunSettings.Read(RunFolder.Configuration(folder));
        var located = await DataLocator.Usual().LocateAsync(settings.Data).ConfigureAwait(false);
        return BalancedSubset.UpTo(located.Set.Test, settings.TestImages, settings.Training.Seed);
    }

    /// <summary>The run's predictions for some images.</summary>
    public static Predictions Predict(string folder, ImageSet images)
    {
        var settings = RunSettings.Read(RunFolder.Configuration(folder));
        var weights = WeightsFile.Read(RunFolder.Weights(folder));
        using var device = CellArrays.Open(DeviceName.Parse(settings.Device), settings.Array, weights.Hidden);
        HiddenCells[] cells = [.. device.Arrays.Select(array => new HiddenCells(array, settings.Training.Nonlinearity, ForwardMode.Table))];
        var layers = cells is [var only] ? HiddenLayers.Alike(only, weights.Hidden.Count) : new HiddenLayers(cells);
        return Evaluator.Predict(weights, layers, images);
    }
}
