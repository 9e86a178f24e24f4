using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.Arrays;

public class WindowEndsTests
{
    private static readonly CellFormat Format = new(8, 8, 6);

    [Theory]
    [InlineData(123, -7, 100)]
    [InlineData(-456, 99, 1)]
    [InlineData(0, 0, 25600)]
    public void The_sum_of_X_comes_back_from_the_ends(int sum, int inputWord, int steps)
    {
        const long first = -987654321;
        var last = first + ((long)sum << 6) + ((long)steps * inputWord);
        Assert.Equal(sum, new WindowEnds(first, last).SumX(inputWord, steps, Format));
    }

    [Fact]
    public void A_flipped_low_bit_breaks_the_balance()
    {
        for (var bit = 0; bit < 6; bit++)
        {
            var ends = new WindowEnds(1000, (1000 + 64 + 30) ^ (1L << bit));
            var error = Assert.Throws<ChargeBalanceException>(() => ends.SumX(3, 10, Format));
            Assert.Equal([Remedy.Do(RemedyAction.CompareWithManaged)], error.Remedies);
        }
    }

    [Fact]
    public void The_longest_run_does_not_overflow()
    {
        var steps = Window.MaxSteps;
        Assert.Equal(20480L * steps, new WindowEnds(0, (20480L + 19864) * steps).SumX(19864, steps, new CellFormat()));
    }
}
