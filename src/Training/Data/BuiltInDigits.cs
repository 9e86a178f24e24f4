using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>
/// Digits that look handwritten, drawn by a generator, for machines without a network connection. Equal seeds draw equal bytes on every
/// machine. The digits are about as hard to tell apart as MNIST's.
/// </summary>
public static class BuiltInDigits
{
    /// <summary>The seed where none is given.</summary>
    public const int DefaultSeed = 1;

    private const int Classes = 10;

    /// <summary>Draws a set. Class counts differ by one at most; the order is mixed.</summary>
    /// <param name="trainCount">Images to train on, 10 to 1,000,000.</param>
    /// <param name="testCount">Images to test on, 10 to 1,000,000.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="InvalidSettingException">A count is out of range.</exception>
    public static DataSet Generate(int trainCount = 10000, int testCount = 2000, int seed = DefaultSeed)
    {
        InvalidSettingException.ThrowIfOutside("number of training images", trainCount, Classes, 1_000_000, "TrainImages");
        InvalidSettingException.ThrowIfOutside("number of test images", testCount, Classes, 1_000_000, "TestImages");

        // Test images have negative numbers, so that asking for more training images leaves them unchanged.
        return DataSet.Of(
            "built-in digits", $"the generator, seed {seed}",
            Draw(trainCount, seed, image => image), Draw(testCount, seed, image => -1 - image));
    }

    /// <summary>Draws one image.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="random">Where the variation comes from.</param>
    /// <param name="image">28 × 28 bytes, overwritten.</param>
    public static void Draw(int digit, ref DigitRandom random, Span<byte> image)
    {
        var styles = DigitSkeletons.All[digit];
        var strokes = DigitHand.Write(styles[random.Below(styles.Length)], ref random);
        var radius = Math.Max(0.75, 1.25 + (0.36 * random.Bell()));
        DigitPainter.Paint(strokes, radius, random.Between(0.985, 1), image);
    }

    private static ImageSet Draw(int count, int seed, Func<int, int> number)
    {
        const int Size = DigitPainter.Size;
        var pixels = new byte[count * Size * Size];
        var labels = new byte[count];
        Parallel.For(0, count, image =>
        {
            var random = new DigitRandom(seed, number(image));
            labels[image] = LabelOf(image, seed);
            Draw(labels[image], ref random, pixels.AsSpan(image * Size * Size, Size * Size));
        });
        return new ImageSet(Size, Size, pixels, labels);
    }

    // Each ten images hold every class once, in an order drawn for these ten: i -> a·i + b modulo 10, a prime to 10.
    private static byte LabelOf(int image, int seed)
    {
        var random = new DigitRandom(~seed, image / Classes);
        ReadOnlySpan<int> factors = [1, 3, 7, 9];
        var factor = factors[random.Below(factors.Length)];
        return (byte)(((image * (long)factor) + random.Below(Classes)) % Classes);
    }
}
