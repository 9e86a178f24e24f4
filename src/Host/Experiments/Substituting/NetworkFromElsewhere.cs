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
    // Percentage points. In networks trained on the built-in digits, for 1 to 30 epochs, other units in the place of sigmoids were right on at most 4 points
    // more of the images, and that in one that had learnt little; sigmoids in the place of tanh or ReLU units on 39 to 77 points fewer.
    private const double Margin = 10;

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
        var (name, correct) = Others.Select(other => (other.Name, Correct: Correct(other.Unit))).MaxBy(other => other.Correct);
        return correct <= sigmoids + Margin ? weights : throw new InvalidSettingException(FormattableString.Invariant(
            $"The network of {path} is right on {correct:0.0} % of the training images with {name} and on {sigmoids:0.0} % with sigmoids, ")
            + "so it was trained with other units; give a network of sigmoids, in whose place cells are put.");

        double Correct(IPlainUnit unit) => Evaluator.Run(
            weights, HiddenLayers.Alike(new PlainLayer(unit), weights.Hidden.Count), data.Train, cancellation: cancellation).Mean;
    }
}
