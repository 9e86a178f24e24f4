using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Substituting;

/// <summary>
/// Reads a network that was trained elsewhere. A weights file does not say what its hidden units were; the images do: the units that it was trained with
/// answer more of the training images than others in their place.
/// </summary>
internal static class NetworkFromElsewhere
{
    private static readonly (string Name, IPlainUnit Unit)[] Others = [("tanh units", new PlainTanh()), ("ReLU units", new PlainRelu())];

    /// <summary>Reads a network of sigmoids.</summary>
    /// <param name="path">Its weights file.</param>
    /// <param name="data">The images.</param>
    /// <param name="cancellation">Stops between images.</param>
    /// <exception cref="InvalidSettingException">The file is missing or damaged, for other images, or its hidden units are no sigmoids.</exception>
    public static NetworkWeights Read(string path, DataSet data, CancellationToken cancellation)
    {
        var weights = WeightsFile.Read(path, data);
        var sigmoids = Correct(new PlainSigmoid());
        foreach (var (name, unit) in Others)
        {
            if (Correct(unit) is var correct && correct > sigmoids)
            {
                throw new InvalidSettingException(FormattableString.Invariant(
                    $"The network of {path} is right on {correct:0.0} % of the training images with {name} and on {sigmoids:0.0} % with ")
                    + "sigmoids, so it was trained with other units; give a network of sigmoids, in whose place cells are put.");
            }
        }

        return weights;

        double Correct(IPlainUnit unit) => Evaluator.Run(
            weights, HiddenLayers.Alike(new PlainLayer(unit), weights.Hidden.Count), data.Train, cancellation: cancellation).Mean;
    }
}
