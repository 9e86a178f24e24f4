using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Starts cells of a narrow format bit by bit, 512 at a time; a partly filled block is padded with its first input word.</summary>
internal sealed class SlicedRunner(ArraySettings settings) : IBlockRunner
{
    public int Cells => Slices.Cells;

    public IBlock Start(int run, ReadOnlySpan<int> inputWords, uint firstTrial)
    {
        Span<int> block = stackalloc int[Cells];
        block.Fill(inputWords[0]);
        inputWords.CopyTo(block);
        return new SlicedBlock(SlicedKernel.Of(settings.Constants), block);
    }
}
