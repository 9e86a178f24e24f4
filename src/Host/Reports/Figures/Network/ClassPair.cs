namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>
/// Two classes between which an image stood: the one by vote and, where that is wrong, the true one; where it is right, the second by vote.
/// </summary>
/// <param name="By">The class by vote.</param>
/// <param name="Over">The other one.</param>
/// <param name="IsWrong">True where the other one is the true class.</param>
internal sealed record ClassPair(int By, int Over, bool IsWrong)
{
    /// <summary>What the class by vote is, for a sentence.</summary>
    public string RoleOfBy => IsWrong ? "by vote" : "true, by vote";

    /// <summary>What the other one is, for a sentence.</summary>
    public string RoleOfOver => IsWrong ? "true" : "second by vote";
}
