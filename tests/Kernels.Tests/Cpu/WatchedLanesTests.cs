using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.Cpu;

public class WatchedLanesTests
{
    private const int Cells = 100, Images = 40;

    // Noise that needs wide lanes by its bound, though no run comes that far.
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public void Means_in_narrow_lanes_are_those_of_wide_ones(double record)
    {
        var settings = Of(0.3, record);
        using var array = new CpuArray(settings);
        using var wide = new CpuArray(settings, LaneChoice.Portable32);
        using var narrow = new CpuArray(settings, LaneChoice.Avx2);
        var expected = wide.Run(Request(settings));
        foreach (var watched in new[] { array, narrow })
        {
            var means = watched.Run(Request(settings));
            Assert.Equal(expected.MeanX, means.MeanX);
            Assert.Equal(expected.Ends, means.Ends);
            Assert.Equal(expected.SaturatedRuns, means.SaturatedRuns);
            Assert.Equal(Avx2.IsSupported, watched.Describe().Kernel.EndsWith("means in 16 bits", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("means in", wide.Describe().Kernel, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_that_left_its_lanes_is_run_once_more_and_nothing_of_it_counts()
    {
        var settings = Of(0.3, 10);
        var (runs, words) = (new PerCellRuns(settings), new RunInputWords(settings));
        var wide = PerCellRunners.Choose(settings, runs, LaneChoice.Portable32).Runner;
        using var array = new CpuArray(settings, wide, "wide");
        var expected = array.Run(Request(settings));
        var batch = new CpuBatch(settings, new Leaving(wide), words.Of(Codes(settings), 0), Request(settings), wide);
        for (var first = 0; first < batch.Runs; first += wide.Cells)
        {
            batch.RunChunk(first, Math.Min(wide.Cells, batch.Runs - first));
        }

        var found = batch.ToResponse();
        Assert.Equal((batch.Runs + wide.Cells - 1) / wide.Cells, batch.RunAgain);
        Assert.Equal(expected.MeanX, found.MeanX);
        Assert.Equal(expected.SaturatedRuns, found.SaturatedRuns);
    }

    [Theory]
    [InlineData(16_383, false)]
    [InlineData(16_384, true)]
    [InlineData(-16_384, false)]
    [InlineData(-16_385, true)]
    public unsafe void Lanes_are_left_where_Y_of_a_cell_in_use_reaches_1(int Yh, bool left)
    {
        if (!Avx2.IsSupported)
        {
            return;
        }

        var settings = Of(0.3, 10);
        var runs = new PerCellRuns(settings);
        var cells = Enumerable.Range(0, 4 * Avx2Lanes16.Lanes).Select(run => runs.Start(run, 0, 0)).ToArray();
        const int far = 37;
        cells[far] = cells[far] with { State = new CellState(0, Yh, 0) };
        var noise = new LaneNoise<Avx2Lanes16, Vector256<short>>(settings.PerCell!, settings.Format);
        var block = new PerCellBlock<Avx2Lanes16, Vector256<short>, WatchedNoisyCells>(settings, noise, runs, 0, cells);
        block.Advance(1, 1, null, 0, false);
        Assert.Equal(left, block.HasLeftLanes(far + 1));
        Assert.False(block.HasLeftLanes(far));
    }

    [Fact]
    public void Votes_and_traces_come_from_wide_lanes()
    {
        var settings = Of(0.3, 10);
        using var array = new CpuArray(settings);
        using var wide = new CpuArray(settings, LaneChoice.Portable32);
        var request = new RunRequest(Codes(settings), Features.Trace | Features.Mean);
        var (found, expected) = (array.Run(request), wide.Run(request));
        Assert.Equal(expected.MeanX, found.MeanX);
        Assert.Equal(expected.Trace!.Words!.AsSpan(), found.Trace!.Words!.AsSpan());
    }

    private static ArraySettings Of(double noise, double record)
    {
        var format = new CellFormat();
        return new ArraySettings(format, new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(format, 5, record))
        {
            Imperfections = Imperfections.Ideal with { NoiseX = noise, NoiseY = noise, Seed = 3 },
            Cells = Cells,
        };
    }

    private static RunRequest Request(ArraySettings settings) => new(Codes(settings), Features.Mean | Features.Ends);

    private static ushort[] Codes(ArraySettings settings)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Cells * Images).Select(_ => (ushort)random.Next(settings.Codes.Count))];
    }

    // Blocks that say they left their lanes, and give a Y that no run has.
    private sealed class Leaving(IBlockRunner runner) : IBlockRunner
    {
        public int Cells => runner.Cells;

        public IBlock Start(int run, ReadOnlySpan<int> inputWords, uint firstTrial) => new Block(runner.Start(run, inputWords, firstTrial));

        private sealed class Block(IBlock block) : IBlock
        {
            public unsafe void Advance(int steps, int stride, short* trace, nint rowLength, bool streams) =>
                block.Advance(steps, stride, trace, rowLength, streams);

            public void ReadY(Span<long> Y) => Y.Fill(long.MaxValue / 4);

            public bool HasLeftLanes(int used) => true;

            public int End(int used) => used;
        }
    }
}
