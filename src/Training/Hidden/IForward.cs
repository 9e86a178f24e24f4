namespace FhnHw.Training.Hidden;

/// <summary>A hidden layer in the forward pass: sums in, one activation a cell out.</summary>
public interface IForward
{
    /// <summary>How the activations are made, for logs: <c>table</c>, <c>stream</c> or <c>plain</c>.</summary>
    string Name { get; }

    /// <summary>Computes the layer's activations.</summary>
    /// <param name="sums">W · inputs + b, cell by cell, image by image.</param>
    /// <param name="activations">Gets one value a sum.</param>
    void Respond(ReadOnlySpan<float> sums, Span<float> activations);
}

/// <summary>A hidden layer whose images do not depend on each other: cores may each compute some of a batch.</summary>
public interface IImageForward : IForward
{
    /// <summary>Begins a batch: draws what its images need, in their order.</summary>
    /// <param name="sums">Sums of the whole batch.</param>
    void Begin(int sums);

    /// <summary>Computes the activations of some whole images of the batch, as <see cref="IForward.Respond"/> does of all.</summary>
    /// <param name="first">Place of the first sum in the batch.</param>
    /// <param name="sums">W · inputs + b of these images.</param>
    /// <param name="activations">Gets one value a sum.</param>
    void Respond(int first, ReadOnlySpan<float> sums, Span<float> activations);
}

/// <summary>A hidden layer in the backward pass: a surrogate gradient, since hardware has none.</summary>
public interface ISurrogate
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>True where cores may each compute the slopes of some images of a batch.</summary>
    bool ByImage => true;

    /// <summary>slopes = d activation / d sum, by the surrogate.</summary>
    void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes);
}
