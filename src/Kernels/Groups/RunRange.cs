namespace FhnHw.Kernels.Groups;

/// <summary>Some runs of a batch, one after the other; or units of them.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct RunRange(int First, int Count)
{
    /// <summary>The first that is no longer among them.</summary>
    public int End => First + Count;
}
