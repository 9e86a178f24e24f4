namespace FhnHw.Host.Experiments.Seeds;

/// <summary>Accuracy of one kind of network on one set of images over several seeds, percent.</summary>
/// <param name="Images"><c>test</c>, <c>validation</c> or <c>train</c>.</param>
/// <param name="Units"><c>cells</c>, or <c>tanh</c> for the baseline.</param>
/// <param name="Vote">Mean over seeds of the accuracy by vote.</param>
/// <param name="VoteDeviation">Its standard deviation over seeds; null for one seed.</param>
/// <param name="Mean">Mean over seeds of the accuracy by the time-mean.</param>
/// <param name="MeanDeviation">Its standard deviation over seeds; null for one seed.</param>
internal sealed record SeedsRow(string Images, string Units, double Vote, double VoteDeviation, double Mean, double MeanDeviation);
