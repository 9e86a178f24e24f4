using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Cpu;

/// <summary>
/// The arithmetic of one vector of cells. Each implementation computes the same integers as <see cref="FixedStep"/> for the
/// formats that it accepts; they differ in lane width and in the instructions of the processor.
/// </summary>
/// <typeparam name="TVector">A vector of lanes, one cell a lane.</typeparam>
internal interface ILaneOps<TVector>
    where TVector : unmanaged
{
    /// <summary>Cells in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>How many vectors of ideal cells advance side by side: 6, or 4 where the processor has 16 registers.</summary>
    static abstract int VectorsInFlight { get; }

    /// <summary>All lanes equal.</summary>
    static abstract TVector Splat(int value);

    /// <summary>Gathers lanes from integers.</summary>
    static abstract TVector Load(ReadOnlySpan<int> values);

    /// <summary>Spreads lanes to integers.</summary>
    static abstract void Store(TVector vector, Span<int> values);

    /// <summary>Writes lanes as 16-bit words.</summary>
    static abstract unsafe void StoreWords(TVector vector, short* words);

    /// <summary>Writes lanes as 16-bit words past the caches, which then keep what is in them; to whole vectors of words (their alignment).</summary>
    static abstract unsafe void StreamWords(TVector vector, short* words);

    /// <summary>(a·b) >> P.</summary>
    static abstract TVector Product(TVector a, TVector b, in LaneShifts shifts);

    /// <summary>r &lt;&lt; 2(P - F).</summary>
    static abstract TVector LiftCube(TVector r, in LaneShifts shifts);

    /// <summary>(f·C) >> 16, with C split in high and low halves.</summary>
    static abstract TVector EpsProduct(TVector f, TVector gainLow, TVector gainHigh);

    /// <summary>X &lt;&lt; e.</summary>
    static abstract TVector LiftX(TVector X, in LaneShifts shifts);

    /// <summary>A >> (k+e).</summary>
    static abstract TVector Carry(TVector A, in LaneShifts shifts);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a + b, saturated to the lane's range. It may saturate only where X' is clamped in any case.</summary>
    static abstract TVector AddSaturated(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>The lesser of each pair.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The greater of each pair.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>a AND b.</summary>
    static abstract TVector And(TVector a, TVector b);

    /// <summary>sticky OR (a XOR b): marks the lanes in which a and b ever differed.</summary>
    static abstract TVector MarkDifference(TVector sticky, TVector a, TVector b);

    /// <summary>True where a lane is too narrow for every A = Yl + (X &lt;&lt; e) + S, so that S is added in two parts, to Yl and to Yh.</summary>
    static abstract bool SplitsInputWord { get; }

    /// <summary>One of two in each lane, by one bit of the random word in that lane: how a sign of noise is chosen.</summary>
    /// <param name="bits">Random words.</param>
    /// <param name="bit">A lane of which only that bit is set.</param>
    /// <param name="clear">What is taken where the bit is 0.</param>
    /// <param name="set">What is taken where it is 1.</param>
    static abstract TVector Select(TVector bits, TVector bit, TVector clear, TVector set);

    /// <summary>bit &lt;&lt; 2: from a step's bit to that of the next step.</summary>
    static abstract TVector NextBit(TVector bit);

    /// <summary>(f·C) >> 16 with C of each lane; G is 0 or 1 in 16-bit lanes.</summary>
    static abstract TVector PerCellEpsProduct(TVector f, TVector gainLow, TVector gainHigh);

    /// <summary>Moves generators on, <see cref="NoiseGenerator.Move"/>.</summary>
    static abstract void MoveNoise(ref TVector u, ref TVector v);
}
