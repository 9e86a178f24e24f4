using System.Numerics.Tensors;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>An array's answer to every level, measured for the surrogate of its own curve where there is no atlas.</summary>
internal static class ResponseCurve
{
    // Runs of each level that are averaged where the array answers with noise. They are counted as no images: a run that goes on finds the same numbers.
    private const int NoisyRuns = 8;

    /// <summary>Measures it: once on a deterministic array, the average of several runs on another.</summary>
    /// <param name="array">The array.</param>
    /// <param name="activation">g of the readout.</param>
    /// <returns>The time-mean of g(x), one a level, or one a run of <see cref="Atlas.AllRuns"/> where each cell is its own.</returns>
    public static float[] Of(ICellArray array, Activation activation)
    {
        var forward = new StreamForward(array, activation, new TrialCount(array.Settings));
        var levels = Atlas.AllRuns(array.Settings);
        var runs = array.Describe().Deterministic ? 1 : NoisyRuns;
        var (curve, answers) = (new float[levels.Length], new float[levels.Length]);
        for (var run = 0; run < runs; run++)
        {
            forward.Respond(levels, answers);
            TensorPrimitives.Add(curve, answers, curve);
        }

        TensorPrimitives.Divide(curve, runs, curve);
        return curve;
    }
}
