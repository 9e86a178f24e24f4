namespace FhnHw.Host.Experiments.Paper;

/// <summary>How far two gradients point the same way: 1 the same, 0 across, -1 against.</summary>
/// <param name="Sums">Of the loss by each sum into a hidden layer, of each image.</param>
/// <param name="Weights">Of the loss by the weights into that layer, over all images.</param>
internal sealed record GradientCosine(double Sums, double Weights);

/// <summary>The cosine between two vectors that come piece by piece.</summary>
internal sealed class CosineSum
{
    private double _product, _one, _other;

    /// <summary>Of all pieces so far.</summary>
    public double Cosine => _product / Math.Sqrt(_one * _other);

    /// <summary>Takes the next piece of both vectors.</summary>
    public void Add(float[] one, float[] other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            _product += (double)one[i] * other[i];
            _one += (double)one[i] * one[i];
            _other += (double)other[i] * other[i];
        }
    }
}
