using FhnHw.Tests;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class SparseRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(19)]
    [InlineData(64)]
    [InlineData(97)]
    [InlineData(100)]
    [InlineData(112)]
    [InlineData(113)]
    [InlineData(127)]
    [InlineData(228)]
    [InlineData(131)]
    [InlineData(256)]
    public void Rows_are_summed_in_the_order_of_the_entries_whatever_the_width(int width)
    {
        const int Rows = 40;
        var stride = (width + 15) / 16 * 16;
        var rows = SmallImages.Noise(Rows * stride);
        var sums = SmallImages.Noise(width);
        RowFactor[] entries = [.. Enumerable.Range(0, 25).Select(i => new RowFactor((i * 7) % Rows, (i - 12) / 8f))];
        var expected = (float[])sums.Clone();
        foreach (var entry in entries)
        {
            for (var column = 0; column < width; column++)
            {
                // Product and sum are rounded apart.
                var product = rows[(entry.Row * stride) + column] * entry.Factor;
                expected[column] = product + expected[column];
            }
        }

        SparseRows.Add(entries, rows, stride, sums);

        Assert.Equal(expected, sums);
    }

    [Fact]
    public void No_entries_leave_the_sums()
    {
        var sums = SmallImages.Noise(100);
        var before = (float[])sums.Clone();
        SparseRows.Add([], [], 100, sums);
        Assert.Equal(before, sums);
    }
}
