using System.Runtime.Intrinsics.X86;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class PixelGradientTests
{
    // Rows of one vector, of a few and a rest, of eight; images of part of a group, of one, of several; pixels of whole blocks and a rest.
    [Theory]
    [InlineData(5, 3, 40)]
    [InlineData(64, 100, 64)]
    [InlineData(65, 16, 33)]
    [InlineData(200, 128, 784)]
    public void Every_sum_runs_in_the_order_of_the_images(int images, int outputs, int pixels)
    {
        var random = new Random(images);
        var bytes = new byte[images][];
        var slopes = new float[images * outputs];
        var gradient = new PixelGradient(images, pixels, outputs);
        for (var image = 0; image < images; image++)
        {
            bytes[image] = Lit(random, pixels, 60);
            gradient.Take(image, bytes[image]);
        }

        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = random.NextSingle() - 0.5f;
        }

        gradient.TakeSlopes(slopes, 0, images);
        for (var block = 0; block < PixelBlocks.Count(pixels); block++)
        {
            var (first, count) = PixelBlocks.Of(block, pixels).GetOffsetAndLength(pixels);
            var ofBlock = new float[count * outputs];
            gradient.Of(block, images, ofBlock);
            for (var i = 0; i < ofBlock.Length; i++)
            {
                var (pixel, output, sum) = (first + (i / outputs), i % outputs, 0f);
                for (var image = 0; image < images; image++)
                {
                    sum = (slopes[(image * outputs) + output] * (bytes[image][pixel] * LitPixels.Scale)) + sum;
                }

                Assert.Equal(sum, ofBlock[i]);
            }
        }
    }

    [Fact]
    public void A_block_is_turned_in_vectors_as_byte_by_byte()
    {
        const int stride = 77;
        var bytes = Lit(new Random(3), 64 * stride, 256);
        var (singly, inVectors) = (new byte[TurnedBytes.Length], new byte[TurnedBytes.Length]);
        TurnedBytes.Turn(bytes, stride, singly, inVectors: false);
        Assert.Equal(bytes[(63 * stride) + 31], singly[^1]);
        Assert.Equal(bytes[(2 * stride) + 5], singly[(5 * 64) + 2]);
        if (Avx512BW.IsSupported)
        {
            TurnedBytes.Turn(bytes, stride, inVectors, inVectors: true);
            Assert.Equal(singly, inVectors);
        }
    }

    [Theory]
    [InlineData(64, 0)]
    [InlineData(64, 40)]
    [InlineData(64, 256)]
    [InlineData(17, 128)]
    [InlineData(1, 256)]
    public void Vectors_take_the_lit_images_that_are_taken_one_after_the_other(int count, int litOf256)
    {
        var values = Lit(new Random(count + litOf256), 64, litOf256);
        var expected = values.Index().Take(count).Where(one => one.Item != 0)
            .Select(one => new RowFactor(64 + one.Index, one.Item * LitPixels.Scale)).ToArray();
        Assert.Equal(expected, Take(inVectors: false));
        if (Avx512Vbmi2.IsSupported)
        {
            Assert.Equal(expected, Take(inVectors: true));
        }

        RowFactor[] Take(bool inVectors)
        {
            var entries = new RowFactor[64 + LitImages.Room];
            return entries[..LitImages.Take(values, count, 64, entries, inVectors)];
        }
    }

    private static byte[] Lit(Random random, int pixels, int litOf256) =>
        [.. Enumerable.Range(0, pixels).Select(_ => random.Next(256) < litOf256 ? (byte)random.Next(1, 256) : (byte)0)];
}
