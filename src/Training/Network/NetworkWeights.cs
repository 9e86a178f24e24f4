using FhnHw.Kernels.Arrays;
using FhnHw.Training.Seeding;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

namespace FhnHw.Training.Network;

/// <summary>
/// What is learnt: image → W1, b1 → hidden cells → W3, b3 → classes. Matrices are MathNet's, single precision, column-major.
/// </summary>
/// <remarks>b1 and b3 stay zero in a network without bias.</remarks>
public sealed class NetworkWeights
{
    /// <summary>Makes weights of zero.</summary>
    public NetworkWeights(int pixels, int hidden, int classes)
    {
        W1 = Matrix<float>.Build.Dense(hidden, pixels);
        B1 = new float[hidden];
        W3 = Matrix<float>.Build.Dense(classes, hidden);
        B3 = new float[classes];
    }

    /// <summary>hidden × pixels; the weights of one pixel lie together.</summary>
    public Matrix<float> W1 { get; }

    /// <summary>One value a hidden cell.</summary>
    public float[] B1 { get; }

    /// <summary>classes × hidden; the weights of one cell lie together.</summary>
    public Matrix<float> W3 { get; }

    /// <summary>One value a class.</summary>
    public float[] B3 { get; }

    /// <summary>Inputs.</summary>
    public int Pixels => W1.ColumnCount;

    /// <summary>Hidden cells.</summary>
    public int Hidden => W1.RowCount;

    /// <summary>Classes.</summary>
    public int Classes => W3.RowCount;

    /// <summary>W1's storage: value [pixel · Hidden + cell].</summary>
    public float[] W1Values => W1.AsColumnMajorArray();

    /// <summary>W3's storage: value [cell · Classes + class].</summary>
    public float[] W3Values => W3.AsColumnMajorArray();

    /// <summary>Weights drawn uniformly in ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010), biases zero.</summary>
    public static NetworkWeights Draw(int pixels, int hidden, int classes, int seed)
    {
        var weights = new NetworkWeights(pixels, hidden, classes);
        var random = Seeds.Stream(seed, SeedPurpose.Weights);
        Fill(weights.W1Values, Math.Sqrt(6.0 / (pixels + hidden)), random);
        Fill(weights.W3Values, Math.Sqrt(6.0 / (hidden + classes)), random);
        return weights;
    }

    private static void Fill(float[] values, double bound, RandomSource random)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
        }
    }

    /// <summary>The output layer as arrays take it.</summary>
    /// <param name="nonlinearity">g between the cells and the output weights.</param>
    public Readout ToReadout(Nonlinearity nonlinearity) => new(nonlinearity, W3Values, B3);
}
