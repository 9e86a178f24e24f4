using FhnHw.Tests;
using FhnHw.Training.Network;
using MathNet.Numerics.LinearAlgebra;

namespace FhnHw.Training.Tests.Network;

/// <summary>The products between two hidden layers, at sizes that fill whole tiles and at sizes that do not.</summary>
public class DenseProductTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 3, 5, 2 }, { 16, 32, 4 }, { 33, 31, 5 }, { 100, 256, 9 }, { 256, 100, 64 }, { 47, 83, 128 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_is_the_matrix_times_the_inputs_plus_the_bias(int inputs, int outputs, int images)
    {
        var (weights, values, _) = Draw(inputs, outputs, images);
        var sums = new float[outputs * images];
        DenseProduct.Forward(weights, values, images, sums);

        // One chain of fused multiply-adds an element, whatever the tile: to the bit.
        for (var i = 0; i < sums.Length; i++)
        {
            var expected = weights.Bias[i % outputs];
            for (var input = 0; input < inputs; input++)
            {
                expected = MathF.FusedMultiplyAdd(weights.Matrix[i % outputs, input], values[(i / outputs * inputs) + input], expected);
            }

            Assert.Equal(expected, sums[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Backward_and_gradient_are_MathNets_products(int inputs, int outputs, int images)
    {
        var (weights, values, slopes) = Draw(inputs, outputs, images);
        var (errors, gradient) = (new float[inputs * images], new float[inputs * outputs]);
        DenseProduct.Backward(weights, slopes, images, errors);
        DenseProduct.Gradient(weights, slopes, values, images, gradient);

        var (v, s) = (Matrix<float>.Build.Dense(inputs, images, values), Matrix<float>.Build.Dense(outputs, images, slopes));
        Near((weights.Matrix.Transpose() * s).AsColumnMajorArray(), errors);
        Near((s * v.Transpose()).AsColumnMajorArray(), gradient);
    }

    private static void Near(float[] expected, float[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-3);
        }
    }

    private static (LayerWeights Weights, float[] Values, float[] Slopes) Draw(int inputs, int outputs, int images)
    {
        var weights = NetworkWeights.Draw(inputs, outputs, 2, 5).First;
        SmallImages.Noise(outputs).CopyTo(weights.Bias, 0);
        return (weights, SmallImages.Noise(inputs * images), SmallImages.Noise(outputs * images));
    }
}
