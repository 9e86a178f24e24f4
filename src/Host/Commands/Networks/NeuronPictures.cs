using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;
using FhnHw.Training.Shown;

namespace FhnHw.Host.Commands.Networks;

/// <summary>Keeps in a folder what its report's pictures are drawn from: predictions.npz and neurons.npz.</summary>
internal static class NeuronPictures
{
    /// <summary>Writes both files; the second only of units that are single cells, and not where each image would cross a board's line.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="run">The run.</param>
    /// <param name="weights">The network.</param>
    /// <param name="cells">Its hidden layers, of cells.</param>
    /// <param name="device">The device that they are on.</param>
    /// <param name="images">The set.</param>
    /// <param name="predictions">Of each of its images.</param>
    public static void Keep(
        string folder, RunSettings run, NetworkWeights weights, HiddenLayers cells, OpenDevice device, ImageSet images, Predictions predictions)
    {
        PredictionsFile.Write(folder, images, predictions);
        var looksUp = cells.All(layer => layer.ResponseTable?.Response.Trace is not null);
        if (run.Training.Pool != 1 || run.Training.Ghosts != 0 || images.Count == 0 || (device.Board is not null && !looksUp))
        {
            File.Delete(NeuronViewFile.PathIn(folder)); // of another device, where one was here before
            return;
        }

        var viewer = new NeuronViewer(weights, cells, images, device.Arrays[^1].Settings);
        NeuronViewFile.Write(folder, viewer.Take(predictions, run.Array.Imperfections.IsIdeal ? null : Ideal(run)));
    }

    // Of one cell without imperfections.
    private static Func<CurrentCodes, float[]> Ideal(RunSettings run)
    {
        float[]? responses = null;
        return codes =>
        {
            if (responses is null)
            {
                using var array = new CpuArray(run.Array with { Codes = codes, Imperfections = Imperfections.Ideal, Cells = 1 });
                var response = array.Run(new(
                    [.. Enumerable.Range(0, codes.Count).Select(code => (ushort)code)], Features.Mean | Features.Activation,
                    new Readout(run.Training.Nonlinearity, [], [0])));
                responses = Array.ConvertAll(
                    run.Training.Nonlinearity == Nonlinearity.Linear ? response.MeanX! : response.MeanActivation!, value => (float)value);
            }

            return responses;
        };
    }
}
