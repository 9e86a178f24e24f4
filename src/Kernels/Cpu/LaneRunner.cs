using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Blocks of ideal cells; a partly filled block is padded with its first input word.</summary>
internal sealed class LaneRunner<TOps, TVector>(ArraySettings settings) : IBlockRunner
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
{
    public int Cells => TOps.VectorsInFlight * TOps.Lanes;

    public IBlock Start(int run, ReadOnlySpan<int> inputWords, uint firstTrial)
    {
        Span<int> words = stackalloc int[LaneBlock<TOps, TVector>.MostVectors * TOps.Lanes];
        words.Fill(inputWords[0]);
        inputWords.CopyTo(words);
        return new LaneBlock<TOps, TVector>(settings.Constants, words);
    }
}
