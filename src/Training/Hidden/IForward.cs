namespace FhnHw.Training.Hidden;

/// <summary>The hidden layer on the way forward: sums in, one number a cell out.</summary>
public interface IForward
{
    /// <summary>How the answers come about, for logs: <c>atlas</c>, <c>stream</c> or <c>plain</c>.</summary>
    string Name { get; }

    /// <summary>The hidden layer's answers.</summary>
    /// <param name="sums">W1·image + b1, cell by cell, image by image.</param>
    /// <param name="activations">Gets one value a sum.</param>
    void Respond(ReadOnlySpan<float> sums, Span<float> activations);
}

/// <summary>The hidden layer on the way back: the slope that stands in for hardware that has none.</summary>
public interface ISurrogate
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>slopes = d answer / d sum, as the surrogate has it.</summary>
    void Slopes(ReadOnlySpan<float> sums, ReadOnlySpan<float> activations, Span<float> slopes);
}
