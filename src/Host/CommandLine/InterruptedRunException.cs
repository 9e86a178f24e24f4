namespace FhnHw.Host.CommandLine;

/// <summary>A run was interrupted that goes on from where its folder says.</summary>
/// <param name="folder">The run folder, which holds a checkpoint.</param>
internal sealed class InterruptedRunException(string folder)
    : OperationCanceledException($"Interrupted; 'fhnhw train --resume {folder}' goes on from the last whole epoch, to the same bits.");
