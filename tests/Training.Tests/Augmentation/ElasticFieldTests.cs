using FhnHw.Training.Augmentation;

namespace FhnHw.Training.Tests.Augmentation;

public class ElasticFieldTests
{
    [Theory]
    [InlineData(28, 28, 34, 4)]
    [InlineData(5, 40, 8, 1.5)]
    [InlineData(33, 1, 100, 10)]
    [InlineData(1, 1, 34, 0.5)]
    public void A_field_is_the_smoothed_noise_of_the_definition_within_the_rounding(int rows, int columns, double alpha, double sigma)
    {
        var field = new ElasticField(alpha, sigma, rows, columns);
        for (var seed = 1u; seed <= 3; seed++)
        {
            var noise = new float[field.Length];
            FieldNoise.Fill(seed, noise);
            var drawn = SlowReference.DrawnField(new ImageTransform { Elastic = field, NoiseSeed = seed }, rows, columns);
            for (var axis = 0; axis < 2; axis++)
            {
                var plain = Enumerable.Range(0, rows * columns)
                    .Select(i => noise[(((2 * (i / columns)) + axis) * field.Stride) + (i % columns)] / 256.0).ToArray();
                for (var i = 0; i < plain.Length; i++)
                {
                    var expected = SlowReference.Displacement(plain, columns, i / columns, i % columns, alpha, sigma);
                    Assert.InRange(drawn[axis][i] - expected, -1e-3 * alpha, 1e-3 * alpha);
                }
            }
        }
    }

    [Theory]
    [InlineData(34, 4)]
    [InlineData(8, 2)]
    public void In_the_middle_of_a_large_image_displacements_deviate_as_the_definition_foretells(double alpha, double sigma)
    {
        // Uniform noise deviates by 1/√3, and a Gaussian of two dimensions leaves 1/(2√π·sigma) of that.
        const int Size = 64, Fields = 600;
        var expected = alpha / Math.Sqrt(3) / (2 * Math.Sqrt(Math.PI) * sigma);
        var field = new ElasticField(alpha, sigma, Size, Size);
        var values = Enumerable.Range(0, Fields).SelectMany(seed => SlowReference.DrawnField(
            new ImageTransform { Elastic = field, NoiseSeed = (uint)seed }, Size, Size).Select(axis => axis[(Size / 2 * Size) + (Size / 2)])).ToArray();
        Assert.InRange(values.Average() / expected, -0.1, 0.1);
        Assert.InRange(Math.Sqrt(values.Average(value => value * value)) / expected, 0.94, 1.06);
    }

    [Fact]
    public void Noise_is_uniform_and_neither_places_nor_seeds_depend_on_each_other()
    {
        var (first, second) = (new float[32 * 1024], new float[32 * 1024]);
        FieldNoise.Fill(1, first);
        FieldNoise.Fill(2, second);
        Assert.Equal(256, first.Distinct().Count());
        Assert.Equal((-255, 255), (first.Min(), first.Max()));
        var variance = (65536 - 1) / 3.0;
        Assert.InRange(first.Average(), -3, 3);
        Assert.InRange(first.Average(value => value * value) / variance, 0.98, 1.02);
        Assert.InRange(first.Zip(second, (a, b) => a * b).Average() / variance, -0.02, 0.02);
        Assert.InRange(first.Zip(first.Skip(1), (a, b) => a * b).Average() / variance, -0.02, 0.02);
        Assert.InRange(first.Zip(first.Skip(8192), (a, b) => a * b).Average() / variance, -0.02, 0.02);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(32)]
    public void Weights_are_a_Gaussian_to_one_in_4096_and_add_up(double sigma)
    {
        var weights = GaussianWeights.Of(sigma);
        Assert.Equal(GaussianWeights.Sum, weights[0] + (2 * weights.Skip(1).Sum()));
        var sum = Enumerable.Range(-400, 801).Sum(distance => Math.Exp(-distance * distance / (2 * sigma * sigma)));
        for (var distance = 0; distance < weights.Length; distance++)
        {
            Assert.InRange(weights[distance] - (GaussianWeights.Sum * Math.Exp(-distance * distance / (2 * sigma * sigma)) / sum), -2, 2);
        }
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(1001, 4)]
    [InlineData(34, 0.4)]
    [InlineData(34, 33)]
    public void Strengths_that_whole_numbers_do_not_hold_are_refused(double alpha, double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ElasticField(alpha, sigma, 4, 4));
}
