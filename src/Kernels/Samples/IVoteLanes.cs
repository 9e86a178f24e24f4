namespace FhnHw.Kernels.Samples;

/// <summary>Vectors of samples that votes are counted in: a lane of 32 bits holds a class's sum at a sample, or the words of two cells.</summary>
/// <typeparam name="TVector">A vector of lanes of 32 bits.</typeparam>
internal interface IVoteLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Samples in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>True where registers hold the sums of ten classes of two vectors, with what else a sum needs.</summary>
    static abstract bool HasTenClasses { get; }

    /// <summary>All lanes equal.</summary>
    static abstract TVector Splat(int value);

    /// <summary>Puts the words of two rows side by side: two vectors of pairs, the samples in any order, but in the same for all rows.</summary>
    /// <param name="even">The row of the first cell, 2 · <see cref="Lanes"/> words; it is the lower half of each pair.</param>
    /// <param name="odd">That of the second cell.</param>
    static abstract (TVector First, TVector Second) Pairs(ref short even, ref short odd);

    /// <summary>sum + low half · low half + high half · high half, all signed.</summary>
    static abstract TVector MultiplyAdd(TVector sum, TVector pairs, TVector weights);

    /// <summary>Where sum is greater than best, that becomes best and c the winner.</summary>
    static abstract void TakeLarger(ref TVector best, ref TVector winner, TVector sum, int c);

    /// <summary>second becomes the second largest so far; best is the largest of those before sum.</summary>
    static abstract void TakeSecond(ref TVector second, TVector best, TVector sum);

    /// <summary>The lanes that hold c, one bit each.</summary>
    static abstract uint LanesOf(TVector winner, int c);

    /// <summary>The lanes in which best is less than <paramref name="doubt"/> above second, one bit each; none where that is 0.</summary>
    static abstract uint LanesInDoubt(TVector best, TVector second, uint doubt);

    /// <summary>The sample, of 2 · <see cref="Lanes"/>, that a lane of the first vector of <see cref="Pairs"/> holds.</summary>
    static abstract int SampleOfFirst(int lane);

    /// <summary>The same of the second vector.</summary>
    static abstract int SampleOfSecond(int lane);
}
