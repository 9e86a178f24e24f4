using FhnHw.Generate;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;
using FsCheck.Xunit;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

public class VerilogConstantsTests
{
    private static CellConstants Defaults => new(new CellFormat(), new CellParameters());

    [Fact]
    public void The_default_header_has_the_default_constants()
    {
        var text = VerilogConstants.Text(Defaults);
        Assert.Contains("`define FHN_W           16 ", text, StringComparison.Ordinal);
        Assert.Contains("`define FHN_CL          25600 ", text, StringComparison.Ordinal);
        Assert.Contains("`define FHN_YH_BITS     15 ", text, StringComparison.Ordinal);
        Assert.Contains("`define FHN_HASH        64'hf5ec870dfd3444f4 ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_constant_is_one_operand()
    {
        var text = VerilogConstants.Text(new CellConstants(new CellFormat(), new CellParameters(x0: -0.1)));
        Assert.Contains("`define FHN_X0          (-946) ", text, StringComparison.Ordinal);
    }

    [Property(Arbitrary = [typeof(CellCases)])]
    public void Yh_fits_its_bits_and_no_fewer(CellCase cell)
    {
        var (constants, format) = (cell.Constants, cell.Constants.Format);
        var largest = constants.YBound(constants.LargestInputWord) * (1 << format.Fraction);
        Assert.InRange(largest, 1L << (constants.YhBits - 2), 1L << (constants.YhBits - 1));
        Assert.InRange(constants.Yh0, -(1L << (constants.YhBits - 1)), (1L << (constants.YhBits - 1)) - 1);
        Assert.InRange(constants.YBytes * 8, constants.YhBits + format.LowBits, constants.YhBits + format.LowBits + 7);
    }

    [Property(Arbitrary = [typeof(CellCases)])]
    public void The_largest_input_word_is_that_of_the_largest_current(CellCase cell)
    {
        var largest = cell.Constants.LargestInputWord;
        Assert.InRange(Math.Abs(cell.S), 0, largest);
        Assert.InRange(largest, 0, (long)cell.Constants.Format.XMax << cell.Constants.Format.CurrentExtraBits);
    }

    [Theory]
    [InlineData(16, 0, 2, 2)]
    [InlineData(16, 4, 2, 3)]
    [InlineData(8, 0, 1, 1)]
    [InlineData(9, 0, 2, 2)]
    [InlineData(4, 6, 1, 2)]
    public void Words_take_whole_bytes_on_the_link(int wordBits, int extraBits, int xBytes, int sBytes)
    {
        var format = new CellFormat(wordBits, 8, extraBits);
        Assert.Equal((xBytes, sBytes), (format.XBytes, format.SBytes));
    }

    [Fact]
    public void Every_header_is_committed_as_generated()
    {
        var files = VerilogHeaders.Files().Concat(JobVectors.Files()).ToList();
        Assert.All(files, file => Assert.False(file.IsStale(Checkout.Root), $"{file.Path} is stale; run 'dotnet run --project tools/Generate'."));
    }
}
