namespace FhnHw.Training.Hidden;

/// <summary>A hidden layer in the forward pass: sums in, one activation a cell out.</summary>
public interface IForward
{
    /// <summary>How the activations are made, for logs: <c>atlas</c>, <c>stream</c> or <c>plain</c>.</summary>
    string Name { get; }

    /// <summary>Computes the layer's activations.</summary>
    /// <param name="sums">W · inputs + b, cell by cell, image by image.</param>
    /// <param name="activations">Gets one value a sum.</param>
    void Respond(ReadOnlySpan<float> sums, Span<float> activations);
}

/// <summary>A hidden layer in the backward pass: a surrogate gradient, since hardware has none.</summary>
public interface ISurrogate
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>slopes = d activation / d sum, by the surrogate.</summary>
    void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes);
}
