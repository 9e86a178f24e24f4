using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Samples;

public class ActivationBlocksTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 8)]
    [InlineData(16, 32)]
    [InlineData(37, 32)]
    [InlineData(131, 31)]
    [InlineData(64, 9)]
    public void A_block_holds_g_of_every_sample_run_by_run_and_then_zeros(int runs, int samples)
    {
        var (random, rowLength) = (new Random(runs), runs + 3);
        short[] words = [.. Enumerable.Range(0, rowLength * samples).Select(_ => (short)random.Next(-20480, 20481))];
        foreach (var nonlinearity in new[] { Nonlinearity.Linear, Nonlinearity.Sigmoid })
        {
            var readout = FixedReadout.TableOf(nonlinearity, new CellFormat());
            var block = new short[(runs * ActivationBlocks.Samples) + 1];
            block.AsSpan().Fill(-1);
            ActivationBlocks.Fill(block, words, rowLength, runs, samples, readout);
            for (var run = 0; run < runs; run++)
            {
                var row = block.AsSpan(run * ActivationBlocks.Samples, ActivationBlocks.Samples);
                for (var m = 0; m < row.Length; m++)
                {
                    Assert.Equal(m < samples ? readout.Table[words[(m * rowLength) + run] + readout.XMax] : 0, row[m]);
                }

                Assert.Equal(row.ToArray().Sum(word => word), ActivationBlocks.Sum(row));
            }

            Assert.Equal(-1, block[^1]);
        }
    }
}
