namespace FhnHw.Training.Hidden;

/// <summary>A hidden layer in a training step.</summary>
/// <param name="Forward">The layer forward, as it is.</param>
/// <param name="Surrogate">The layer backward, as the surrogate has it.</param>
public sealed record LayerPass(IForward Forward, ISurrogate Surrogate);
