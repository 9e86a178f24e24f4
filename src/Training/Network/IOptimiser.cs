namespace FhnHw.Training.Network;

/// <summary>Moves one array of parameters against their gradient.</summary>
public interface IWeightMover
{
    /// <summary>Moves parameters [start, start + gradient.Length).</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="start">First parameter to move.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="rate">Learning rate of this step.</param>
    void Move(float[] parameters, int start, ReadOnlySpan<float> gradient, in AdamRate rate);
}

/// <summary>How all weights of a network are moved.</summary>
public interface IOptimiser
{
    /// <summary>Steps taken.</summary>
    long Steps { get; set; }

    /// <summary>For the weights of a layer, as <see cref="NetworkWeights.Layers"/> counts them.</summary>
    IWeightMover Values(int layer);

    /// <summary>For its biases.</summary>
    IWeightMover Bias(int layer);
}
