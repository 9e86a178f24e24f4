using System.Runtime.Intrinsics.X86;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class LitPixelsTests
{
    // Whole blocks and a rest; nothing lit, a few, most, all.
    [Theory]
    [InlineData(784, 0)]
    [InlineData(784, 40)]
    [InlineData(784, 220)]
    [InlineData(784, 256)]
    [InlineData(64, 128)]
    [InlineData(9, 200)]
    public void Vectors_take_the_pixels_that_are_taken_one_after_the_other(int pixels, int litOf256)
    {
        var random = new Random(pixels + litOf256);
        var image = new byte[pixels];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            image[pixel] = random.Next(256) < litOf256 ? (byte)random.Next(1, 256) : (byte)0;
        }

        var (singly, starts) = Take(image, inVectors: false);
        Assert.Equal(image.Index().Where(one => one.Item != 0).Select(one => new RowFactor(one.Index, one.Item * (1f / 255))), singly);
        Assert.Equal(image.Count(value => value != 0), starts[^1]);
        if (Avx512F.IsSupported)
        {
            var (inVectors, startsInVectors) = Take(image, inVectors: true);
            Assert.Equal(singly, inVectors);
            Assert.Equal(starts, startsInVectors);
        }
    }

    private static (RowFactor[] Entries, int[] Starts) Take(byte[] image, bool inVectors)
    {
        var blocks = PixelBlocks.Count(image.Length);
        var (entries, starts) = (new RowFactor[image.Length], new int[blocks + 1]);
        LitPixels.Take(image, entries, starts, inVectors);
        return (entries[..starts[^1]], starts);
    }
}
