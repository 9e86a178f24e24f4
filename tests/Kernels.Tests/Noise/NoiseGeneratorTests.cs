using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Tests.Noise;

public class NoiseGeneratorTests
{
    private const uint Period = uint.MaxValue; // 2^32 - 1 = 3 · 5 · 17 · 257 · 65537

    [Fact]
    public void The_generator_passes_through_every_state_but_zero()
    {
        // A move is linear over the field of two elements: its matrix has the order 2^32 - 1, and no divisor of it.
        var move = Enumerable.Range(0, 32).Select(bit => Moved(1u << bit)).ToArray();
        Assert.Equal(Identity(), Power(move, Period));
        Assert.All(new uint[] { 3, 5, 17, 257, 65537 }, prime => Assert.NotEqual(Identity(), Power(move, Period / prime)));
    }

    [Fact]
    public void The_seed_0_stands_for_1() => Assert.Equal(new NoiseGenerator(1), new NoiseGenerator(0));

    [Fact]
    public void It_moves_once_in_eight_steps_and_gives_two_bits_a_step()
    {
        var noise = new NoiseGenerator(0x12345678);
        var moved = noise;
        moved.Move();
        for (var n = 0; n < 8; n++)
        {
            var (x, y) = noise.Signs(n);
            Assert.Equal(moved, noise);
            Assert.Equal((((moved.V >> (2 * n)) & 1) * 2 - 1, ((moved.V >> (2 * n + 1)) & 1) * 2 - 1), (x, y));
        }

        noise.Signs(8);
        moved.Move();
        Assert.Equal(moved, noise);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 800)]
    [InlineData(3, 4)]
    [InlineData(5, 3)]
    [InlineData(7, 1234)]
    public void Signs_on_Y_are_summed_as_they_come(int first, int steps)
    {
        var (one, sum) = (new NoiseGenerator(0xC0FFEE), new NoiseGenerator(0xC0FFEE));
        var before = Enumerable.Range(0, first).Select(n => one.Signs(n).Y).ToArray().Sum();
        Assert.Equal(before, sum.SumY(0, first));
        Assert.Equal(Enumerable.Range(first, steps).Select(n => one.Signs(n).Y).ToArray().Sum(), sum.SumY(first, steps));
        Assert.Equal(one, sum);
    }

    [Fact]
    public void Signs_are_balanced_and_neither_follow_each_other_nor_those_of_another_run()
    {
        const int steps = 1 << 20;
        var (a, b) = (new NoiseGenerator(CellHash.Word(1, CellDraw.Noise, 0, 0)), new NoiseGenerator(CellHash.Word(1, CellDraw.Noise, 0, 1)));
        var sums = new double[6];
        var last = (X: 0, Y: 0);
        for (var n = 0; n < steps; n++)
        {
            var (one, other) = (a.Signs(n), b.Signs(n));
            double[] terms = [one.X, one.Y, one.X * one.Y, one.X * last.X, one.Y * last.Y, one.X * other.X];
            for (var term = 0; term < terms.Length; term++)
            {
                sums[term] += terms[term];
            }

            last = one;
        }

        // Five standard deviations of a sum of independent signs.
        Assert.All(sums, sum => Assert.InRange(sum, -5 * Math.Sqrt(steps), 5 * Math.Sqrt(steps)));
    }

    [Fact]
    public void The_largest_lifts_are_reached_where_they_are_said_to_begin()
    {
        foreach (var (index, (lift, start)) in NoiseGenerator.Lifts.Index())
        {
            var fall = Math.Pow(2, -1 - index);
            Assert.Equal(lift, Math.Max(Largest(start, fall, 1), Largest(start, fall, -1)));
            Assert.Equal(lift, NoiseGenerator.LargestLift(fall));
            Assert.Equal(lift, NoiseGenerator.LargestLift(fall * 1.9));
        }

        Assert.Equal(0, NoiseGenerator.LargestLift(1));
        Assert.Equal(double.PositiveInfinity, NoiseGenerator.LargestLift(0.015));
    }

    [Fact]
    public void No_run_of_some_million_steps_is_lifted_further()
    {
        for (var cell = 0u; cell < 8; cell++)
        {
            var seed = CellHash.Word(9, CellDraw.Noise, cell, 0);
            Assert.InRange(Math.Max(Largest(seed, 0.25, 1, 1 << 20), Largest(seed, 0.25, -1, 1 << 20)), 15, 51);
        }
    }

    private static double Largest(uint start, double fall, int side, int steps = 1 << 17)
    {
        var noise = new NoiseGenerator(start);
        var (here, best) = (0.0, 0.0);
        for (var n = 0; n < steps; n++)
        {
            here = Math.Max(0, here + (side * noise.Signs(n).Y) - fall);
            best = Math.Max(best, here);
        }

        return best;
    }

    private static uint Moved(uint state)
    {
        var noise = new NoiseGenerator((ushort)(state & 0xFFFF), (ushort)(state >> 16));
        noise.Move();
        return noise.U | ((uint)noise.V << 16);
    }

    private static uint[] Identity() => [.. Enumerable.Range(0, 32).Select(bit => 1u << bit)];

    // Column by column: the image of each bit.
    private static uint[] Power(uint[] matrix, uint exponent)
    {
        var (result, square) = (Identity(), matrix);
        for (; exponent != 0; exponent >>= 1)
        {
            result = (exponent & 1) != 0 ? Product(square, result) : result;
            square = Product(square, square);
        }

        return result;
    }

    private static uint[] Product(uint[] left, uint[] right) => Array.ConvertAll(
        right, column => Enumerable.Range(0, 32).Where(bit => ((column >> bit) & 1) != 0).Aggregate(0u, (sum, bit) => sum ^ left[bit]));
}
