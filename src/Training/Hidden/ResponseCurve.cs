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
    /// <param name="nonlinearity">g of the readout.</param>
    /// <returns>The time-mean of g(x), one a level, or one a run of <see cref="Atlas.AllRuns"/> where each cell is its own.</returns>
    public static float[] Of(ICellArray array, Nonlinearity nonlinearity)
    {
        var forward = new StreamForward(array, nonlinearity, new TrialCount(array.Settings));
        var codes = Atlas.AllRuns(array.Settings);
        var runs = array.Describe().Deterministic ? 1 : NoisyRuns;
        var (curve, activations) = (new float[codes.Length], new float[codes.Length]);
        for (var run = 0; run < runs; run++)
        {
            forward.Respond(codes, activations);
            TensorPrimitives.Add(curve, activations, curve);
        }

        TensorPrimitives.Divide(curve, runs, curve);
        return curve;
    }
}
