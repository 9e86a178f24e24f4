using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public class BuiltInDigitsTests
{
    private static readonly DataSet Set = BuiltInDigits.Generate(600, 200, seed: 5);

    [Fact]
    public void Equal_seeds_draw_the_same_bytes_as_ever() => Assert.Equal("bf5a19d4dfc512f5", Set.Fingerprint);

    [Fact]
    public void Another_seed_draws_other_digits() => Assert.NotEqual(Set.Fingerprint, BuiltInDigits.Generate(600, 200, 6).Fingerprint);

    [Fact]
    public void Asking_for_more_to_train_on_leaves_the_others_as_they_are()
    {
        var more = BuiltInDigits.Generate(700, 200, seed: 5);
        Assert.True(SmallSets.Same(Set.Test, more.Test));
        Assert.Equal(Set.Train.Pixels, more.Train.Pixels[..Set.Train.Pixels.Length]);
    }

    [Fact]
    public void Classes_are_equal_in_number_and_no_image_comes_twice()
    {
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(60, Set.Train.Labels.Count(l => l == label)));
        var images = Enumerable.Range(0, 600).Select(i => Convert.ToHexString(Set.Train.Image(i)))
            .Concat(Enumerable.Range(0, 200).Select(i => Convert.ToHexString(Set.Test.Image(i))));
        Assert.Equal(800, images.Distinct().Count());
    }

    [Fact]
    public void Ink_covers_as_much_as_in_MNIST()
    {
        // MNIST: 19 % of the pixels have ink, and the mean is 0.131.
        Assert.InRange(Set.Train.Pixels.Count(pixel => pixel > 0) / (double)Set.Train.Pixels.Length, 0.15, 0.24);
        Assert.InRange(Set.Train.Pixels.Average(pixel => pixel) / 255, 0.11, 0.16);
    }

    [Fact]
    public void Each_digit_has_its_centre_of_mass_in_the_middle()
    {
        for (var image = 0; image < Set.Train.Count; image++)
        {
            var pixels = Set.Train.Image(image);
            double mass = 0, x = 0, y = 0;
            for (var i = 0; i < pixels.Length; i++)
            {
                mass += pixels[i];
                x += pixels[i] * (i % 28);
                y += pixels[i] * (i / 28);
            }

            Assert.InRange(x / mass, 13.3, 13.7);
            Assert.InRange(y / mass, 13.3, 13.7);
        }
    }

    [Fact]
    public void The_nearest_mean_tells_most_digits_and_not_all()
    {
        // A straight line between classes is not enough, as with MNIST, where the nearest mean has 82 %.
        var means = Enumerable.Range(0, 10).Select(label => Mean(Set.Train, label)).ToArray();
        var right = Enumerable.Range(0, Set.Test.Count).Count(i => Nearest(means, Set.Test.Image(i)) == Set.Test.Labels[i]);
        Assert.InRange(right / (double)Set.Test.Count, 0.6, 0.95);
    }

    [Theory]
    [InlineData(9, 10)]
    [InlineData(10, 1_000_001)]
    public void Numbers_out_of_range_are_refused(int train, int test) =>
        Assert.Throws<InvalidSettingException>(() => BuiltInDigits.Generate(train, test, 1));

    private static double[] Mean(ImageSet set, int label)
    {
        var mean = new double[set.Rows * set.Columns];
        var count = 0;
        for (var i = 0; i < set.Count; i++)
        {
            if (set.Labels[i] == label)
            {
                var image = set.Image(i);
                for (var p = 0; p < mean.Length; p++)
                {
                    mean[p] += image[p];
                }

                count++;
            }
        }

        return Array.ConvertAll(mean, value => value / count);
    }

    private static int Nearest(double[][] means, ReadOnlySpan<byte> image)
    {
        var (best, least) = (-1, double.MaxValue);
        for (var label = 0; label < means.Length; label++)
        {
            double sum = 0;
            for (var p = 0; p < image.Length; p++)
            {
                var difference = image[p] - means[label][p];
                sum += difference * difference;
            }

            (best, least) = sum < least ? (label, sum) : (best, least);
        }

        return best;
    }
}
