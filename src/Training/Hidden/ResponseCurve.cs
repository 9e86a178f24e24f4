using System.Numerics.Tensors;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Training.Hidden;

/// <summary>An array's response to every code, measured for the surrogate <c>measured</c> where there is no response table.</summary>
internal static class ResponseCurve
{
    // Runs of each code that are averaged on a noisy array. They do not count as images, so that image numbers stay the same in a resumed run.
    private const int NoisyRuns = 8;

    /// <summary>Measures the curve: one run of each code on a deterministic array, else the average of several.</summary>
    /// <param name="array">The array.</param>
    /// <param name="nonlinearity">g of the readout.</param>
    /// <returns>The time-mean of g(x), one a code, or with per-cell parameters one a run of <see cref="ResponseTable.AllRuns"/>.</returns>
    public static float[] Of(ICellArray array, Nonlinearity nonlinearity)
    {
        var forward = new StreamForward(array, nonlinearity, new TrialCount(array.Settings));
        var codes = ResponseTable.AllRuns(array.Settings);
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
