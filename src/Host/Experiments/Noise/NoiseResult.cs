using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>Accuracy by the time-mean under one kind of noise.</summary>
/// <param name="Units"><c>cells</c>, or <c>sigmoids</c> for the plain network.</param>
/// <param name="Trained">The noise while training: a kind, or <c>none</c>.</param>
/// <param name="Tested">The noise while testing: a kind, or <c>none</c>.</param>
/// <param name="Intensity">Its D.</param>
/// <param name="Means">Accuracy on test images, percent, one a seed.</param>
internal sealed record NoisePoint(string Units, string Trained, string Tested, double Intensity, double[] Means);

/// <summary>Accuracy by vote under one kind of noise, networks of cells.</summary>
/// <param name="Trained">The noise while training: that of the test, or <c>none</c>.</param>
/// <param name="Tested">The noise while testing.</param>
/// <param name="Intensity">Its D.</param>
/// <param name="EachSample">With a ξ a sample, percent, one a seed.</param>
/// <param name="EachImage">With a ξ an image.</param>
internal sealed record NoiseVotePoint(string Trained, string Tested, double Intensity, double[] EachSample, double[] EachImage);

/// <summary>Accuracy by the time-mean with pooled cells and ghosts, networks of cells.</summary>
/// <param name="Trained">The noise while training: that of the test, or <c>none</c>.</param>
/// <param name="Tested">The noise while testing: a kind, or <c>both additive</c>.</param>
/// <param name="Pool">Cells of a unit.</param>
/// <param name="Ghosts">Ghosts.</param>
/// <param name="Means">Percent, one a seed.</param>
internal sealed record MitigationPoint(string Trained, string Tested, int Pool, int Ghosts, double[] Means);

/// <summary>Accuracy of transferred weights on mismatched cells, several to a unit, without noise.</summary>
/// <param name="Pool">Cells of a unit.</param>
/// <param name="Votes">By vote, percent, one a seed.</param>
/// <param name="Means">By the time-mean.</param>
internal sealed record PoolPoint(int Pool, double[] Votes, double[] Means);

/// <summary>What carries noise to the outputs of a network of cells, for a deviation of 1 on hidden outputs.</summary>
/// <param name="Trained">The noise while training.</param>
/// <param name="Correlated">
/// Deviation of the difference of two outputs under additive correlated noise: root mean square over pairs of classes of the difference of
/// the sums of their weights. One a seed.
/// </param>
/// <param name="Uncorrelated">The same under additive uncorrelated noise: of the norm of the difference of their weights.</param>
internal sealed record NoiseGain(string Trained, double[] Correlated, double[] Uncorrelated);

/// <summary>What was measured.</summary>
/// <param name="Plan">How much, in words.</param>
/// <param name="Training">D while training.</param>
/// <param name="Mitigated">D of each kind where pooling and ghosts are tested.</param>
/// <param name="Mismatch">Mismatch of the cells that are pooled.</param>
/// <param name="Points">Each network under each noise.</param>
/// <param name="Votes">The same by vote.</param>
/// <param name="Mitigations">Pooling and ghosts.</param>
/// <param name="Pools">Pooling of mismatched cells.</param>
/// <param name="Gains">What carries noise to the outputs.</param>
/// <param name="Ghost">The time-mean of a cell without current, units of x.</param>
/// <param name="Data">The images.</param>
/// <param name="Device">The array, with ideal cells.</param>
internal sealed record NoiseResult(
    string Plan, double Training, double Mitigated, double Mismatch, NoisePoint[] Points, NoiseVotePoint[] Votes, MitigationPoint[] Mitigations,
    PoolPoint[] Pools, NoiseGain[] Gains, double Ghost, string Data, ArrayDescription Device);
