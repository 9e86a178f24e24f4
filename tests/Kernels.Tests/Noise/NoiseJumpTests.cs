using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Tests.Noise;

public class NoiseJumpTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 8)]
    [InlineData(0, 9)]
    [InlineData(7, 1)]
    [InlineData(7, 2)]
    [InlineData(3, 76_800)]
    [InlineData(1, 12_345)]
    public void A_jump_over_steps_ends_where_the_steps_end(int first, int steps)
    {
        foreach (var seed in new[] { 1u, 0x8000_0000u, 0xC0FF_EE11u })
        {
            var noise = new NoiseGenerator(seed);
            _ = noise.SumY(0, first);
            var jumped = NoiseJump.OfSteps(first, steps).Of(noise);
            _ = noise.SumY(first, steps);
            Assert.Equal(noise, jumped);
        }
    }

    [Fact]
    public void A_jump_over_the_period_ends_where_it_began_and_none_of_its_parts_does()
    {
        const long period = uint.MaxValue;
        var noise = new NoiseGenerator(0x1234_5678);
        Assert.Equal(noise, NoiseJump.OfMoves(period).Of(noise));
        Assert.All(new long[] { 3, 5, 17, 257, 65_537 }, prime => Assert.NotEqual(noise, NoiseJump.OfMoves(period / prime).Of(noise)));
    }
}
