using FhnHw.Kernels.Threads;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Augmentation;

public class ResamplerTests
{
    // 3 x 3, lit in the first row.
    private static readonly byte[] Bar = [10, 20, 30, 0, 0, 0, 0, 0, 0];

    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 1, 9 }, { 9, 1 }, { 3, 40 }, { 33, 7 }, { 28, 28 } };

    [Fact]
    public void A_quarter_rotation_anticlockwise_brings_the_first_row_to_the_first_column_from_below() =>
        Assert.Equal([30, 0, 0, 20, 0, 0, 10, 0, 0], Rotated(Bar, Math.PI / 2));

    [Fact]
    public void A_quarter_rotation_clockwise_brings_the_first_row_to_the_last_column() =>
        Assert.Equal([0, 0, 10, 0, 0, 20, 0, 0, 30], Rotated(Bar, -Math.PI / 2));

    [Fact]
    public void A_half_rotation_reads_the_image_backwards() => Assert.Equal([0, 0, 0, 0, 0, 0, 30, 20, 10], Rotated(Bar, Math.PI));

    [Fact]
    public void The_middle_stays_and_what_lies_between_pixels_is_shared()
    {
        byte[] dot = [0, 0, 0, 0, 200, 0, 0, 0, 0];
        var rotated = Rotated(dot, Math.PI / 4);
        Assert.Equal(200, rotated[4]);
        Assert.Equal(rotated[1], rotated[3]);
        // A neighbour of the middle comes from (cos 45°, sin 45°) away: a share (1 - 0.707)² of the dot.
        Assert.Equal((byte)Math.Round(200 * Math.Pow(1 - Math.Sqrt(0.5), 2)), rotated[1]);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_transform_of_nothing_leaves_every_grey_value(int rows, int columns)
    {
        var image = Noise(rows * columns);
        Assert.Equal(image, Applied(image, columns, default));
        Assert.Equal(image, Applied(image, columns, new ImageTransform { Elastic = new ElasticField(0, 4, rows, columns), NoiseSeed = 5 }));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_blank_image_stays_blank_and_a_full_one_that_grows_stays_full(int rows, int columns)
    {
        var transform = Strong(rows, columns, 8);
        Assert.All(Applied(new byte[rows * columns], columns, transform), value => Assert.Equal(0, value));
        var full = Enumerable.Repeat((byte)255, rows * columns).ToArray();
        Assert.All(Applied(full, columns, new ImageTransform { Taller = 1, Wider = 1 }), value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_shift_by_a_quarter_of_a_pixel_shares_each_grey_value_between_neighbours()
    {
        byte[] dot = [0, 0, 0, 0, 200, 0, 0, 0, 0];
        Assert.Equal([0, 0, 0, 0, 150, 50, 0, 0, 0], Applied(dot, 3, new ImageTransform { PartRight = 0.25 }));
        Assert.Equal([0, 50, 0, 0, 150, 0, 0, 0, 0], Applied(dot, 3, new ImageTransform { PartDown = -0.25 }));
    }

    [Fact]
    public void Twice_as_tall_and_half_as_wide_is_what_scaling_makes_of_a_line()
    {
        // 5 × 5: a line of three along the middle row, grey 100.
        var image = new byte[25];
        image[11] = image[12] = image[13] = 100;
        var scaled = Applied(image, 5, new ImageTransform { Taller = 1, Wider = -0.5 });
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 0, 0, 100, 0, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0], scaled);
    }

    [Fact]
    public void A_shear_of_45_degrees_leans_the_top_to_the_right_by_a_pixel_a_row() => Assert.Equal(
        [0, 0, 9, 0, 8, 0, 7, 0, 0], Applied([0, 9, 0, 0, 8, 0, 0, 7, 0], 3, new ImageTransform { Shear = Math.PI / 4 }));

    [Fact]
    public void Shear_comes_before_rotation()
    {
        // The leaning line, turned by a quarter anticlockwise: its top goes to the left, its right upwards.
        var transform = new ImageTransform(0, 0, Math.PI / 2) { Shear = Math.PI / 4 };
        Assert.Equal([9, 0, 0, 0, 8, 0, 0, 0, 7], Applied([0, 9, 0, 0, 8, 0, 0, 7, 0], 3, transform));
    }

    [Theory]
    [InlineData(28, 28)]
    [InlineData(9, 40)]
    public void A_transformed_image_is_that_of_a_plain_reference_within_the_rounding(int rows, int columns)
    {
        for (var seed = 0u; seed < 20; seed++)
        {
            var image = Noise(rows * columns);
            var transform = Strong(rows, columns, seed);
            var expected = SlowReference.Resample(image, rows, columns, transform);
            // Places are rounded by 2^-9 pixels, and neighbours differ by up to 255: half a grey value each way, and half for the last rounding.
            Assert.All(Applied(image, columns, transform).Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -2, 2));
        }
    }

    [Fact]
    public void A_digit_keeps_its_ink()
    {
        var digits = BuiltInDigits.Generate(200, 10).Train;
        var field = new ElasticField(34, 4, digits.Rows, digits.Columns);
        var (before, after) = (0.0, 0.0);
        for (var i = 0; i < digits.Count; i++)
        {
            var image = digits.Image(i).ToArray();
            before += image.Sum(value => value);
            after += Applied(image, digits.Columns, new ImageTransform { Elastic = field, NoiseSeed = (uint)i }).Sum(value => value);
        }

        Assert.InRange(after / before, 0.95, 1.05);
    }

    [Fact]
    public void Equal_transforms_give_equal_images_on_every_machine()
    {
        var image = Noise(28 * 28);
        var hash = 14695981039346656037UL;
        for (var seed = 0u; seed < 50; seed++)
        {
            foreach (var value in Applied(image, 28, Strong(28, 28, seed)))
            {
                hash = unchecked((hash ^ value) * 1099511628211UL);
            }
        }

        Assert.Equal(10472874250239243023UL, hash);
    }

    [Fact]
    public void Images_are_the_same_in_any_order_and_on_any_core()
    {
        var images = new ImageSet(7, 9, Noise(64 * 63), new byte[64]);
        var transforms = Enumerable.Range(0, 64).Select(i => Strong(7, 9, (uint)i)).ToArray();
        var numbers = Enumerable.Range(0, 64).ToArray();
        var (batch, reverse) = (new byte[64 * 63], new byte[64 * 63]);
        Team.Share(64, 1, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                Apply(images.Image(i), 9, transforms[i], batch.AsSpan(i * 63, 63));
            }
        });
        for (var i = 63; i >= 0; i--)
        {
            Apply(images.Image(i), 9, transforms[i], reverse.AsSpan(i * 63, 63));
        }

        foreach (var i in numbers)
        {
            var alone = Applied(images.Image(i).ToArray(), 9, transforms[i]);
            Assert.Equal(alone, batch.AsSpan(i * 63, 63).ToArray());
            Assert.Equal(alone, reverse.AsSpan(i * 63, 63).ToArray());
        }
    }

    private static ImageTransform Strong(int rows, int columns, uint seed) => new(0, 0, 0.26)
    {
        Taller = 0.15,
        Wider = -0.15,
        Shear = 0.17,
        Elastic = new ElasticField(34, 4, rows, columns),
        NoiseSeed = seed,
    };

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(11).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Rotated(byte[] image, double radians) => Applied(image, 3, new ImageTransform(0, 0, radians));

    private static byte[] Applied(byte[] image, int columns, ImageTransform transform)
    {
        var result = new byte[image.Length];
        Apply(image, columns, transform, result);
        return result;
    }

    private static void Apply(ReadOnlySpan<byte> image, int columns, in ImageTransform transform, Span<byte> result)
    {
        var resampler = new Resampler(image.Length / columns, columns);
        resampler.Apply(image, transform, result);
        resampler.GiveBack();
    }
}
