using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Tests.Samples;

public class SignBitsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(8, 31)]
    [InlineData(29, 7)]
    public void Only_the_bits_of_runs_whose_X_is_not_negative_are_set(int runs, int bit)
    {
        short[] row = [.. Enumerable.Range(0, runs).Select(run => (short)((run % 5) - 2))];
        var signs = new uint[runs];
        SignBits.Add(row, signs, bit);
        Assert.Equal(row.Select(X => X >= 0 ? 1u << bit : 0u), signs);
        SignBits.Add(row, signs, 3);
        Assert.Equal(row.Select(X => X >= 0 ? (1u << bit) | 8 : 0u), signs);
    }
}
