using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FsCheck.Xunit;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

public class CellConstantsTests
{
    private static CellConstants Defaults => new(new CellFormat(), new CellParameters());

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FhnHw.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [Fact]
    public void The_default_gain_is_25_64ths_exactly()
    {
        Assert.Equal((25600, 0, 25600), (Defaults.EpsGain, Defaults.EpsGainHigh, Defaults.EpsGainLow));
        Assert.Equal(0.01, Defaults.EffectiveEps, 15);
    }

    [Property(Arbitrary = [typeof(CellCases)])]
    public void The_gain_is_split_into_a_whole_part_and_a_signed_half(CellCase cell)
    {
        var constants = cell.Constants;
        Assert.Equal(constants.EpsGain, (constants.EpsGainHigh * 65536) + constants.EpsGainLow);
        Assert.InRange(constants.EpsGainLow, short.MinValue, short.MaxValue);
        Assert.InRange(constants.EffectiveEps / cell.Eps, 0.99, 1.01);
    }

    [Property(Arbitrary = [typeof(CellCases)])]
    public void State_and_input_word_are_rounded_to_the_nearest(CellCase cell)
    {
        var (constants, format) = (cell.Constants, cell.Constants.Format);
        Assert.InRange(Math.Abs(constants.X0 - (cell.X0 / Math.Sqrt(3) * Math.Pow(2, format.Fraction))), 0, 0.5001);
        Assert.InRange(Math.Abs(constants.Y0 - (cell.Y0 / Math.Sqrt(3) * Math.Pow(2, format.YFraction))), 0, 0.5001);
        Assert.InRange(Math.Abs(cell.S - (cell.InputWord / Math.Sqrt(3) * Math.Pow(2, format.CurrentFraction))), 0, 0.5001);
        Assert.Equal(constants.Y0, constants.InitialState.Y(format));
    }

    [Fact]
    public void Opposite_drives_give_opposite_input_words()
    {
        foreach (var wordBits in Enumerable.Range(3, 14))
        {
            var constants = new CellConstants(new CellFormat(wordBits), new CellParameters());
            Assert.All(Enumerable.Range(0, 211), n => Assert.Equal(constants.InputWord(n / 100.0), -constants.InputWord(-n / 100.0)));
        }
    }

    [Fact]
    public void Half_an_LSB_rounds_away_from_zero()
    {
        var constants = new CellConstants(new CellFormat(3), new CellParameters());
        var half = CellConstants.Sqrt3 / 4;
        Assert.Equal((1, -1), (constants.InputWord(half), constants.InputWord(-half)));
    }

    [Fact]
    public void A_drive_beyond_the_range_is_refused()
    {
        var constants = new CellConstants(new CellFormat(), new CellParameters(a: 1));
        Assert.Equal(
            "The drive a + I is 2.5; give one from -2.1 to 2.1.",
            Assert.Throws<InvalidSettingException>(() => constants.InputWord(1.5)).Message);
    }

    [Fact]
    public void The_hash_is_pinned_at_the_defaults()
    {
        Assert.Equal("fhn-step 1;W=16;F=14;P=16;U=4;k=8;e=0;C=25600;Xmax=20480;X0=946;Y0=242158", Defaults.Canonical());
        Assert.Equal("f5ec870dfd3444f4", Defaults.Hash);
    }

    [Theory]
    [InlineData(16, 8, 0, 0.01, 0.1, 0.1)]
    [InlineData(8, 8, 6, 0.01, -0.2, 0.1)]
    public void The_document_gives_the_text_that_is_hashed_and_the_hash(int wordBits, int dtExponent, int extraBits, double eps, double x0, double y0)
    {
        var constants = new CellConstants(new CellFormat(wordBits, dtExponent, extraBits), new CellParameters(eps, x0: x0, y0: y0));
        var settings = FormattableString.Invariant($"{wordBits}, {dtExponent}, {extraBits}, {eps}, {x0}, {y0}");
        var row = $"| {settings} | `{constants.Canonical()}` | `{constants.Hash}` |";
        Assert.Contains(row, File.ReadAllLines(Path.Combine(Root(), "docs", "numerics.md")));
    }

    [Fact]
    public void The_hash_tells_any_two_sets_of_constants_apart()
    {
        var formats =
            from w in Enumerable.Range(3, 14)
            from k in Enumerable.Range(6, 7)
            from e in Enumerable.Range(0, 9)
            select new CellFormat(w, k, e);
        string[] hashes =
        [
            .. formats.Select(format => new CellConstants(format, new CellParameters()).Hash),
            new CellConstants(new CellFormat(), new CellParameters(eps: 0.02)).Hash,
            new CellConstants(new CellFormat(), new CellParameters(x0: 0.2)).Hash,
            new CellConstants(new CellFormat(), new CellParameters(y0: 0.2)).Hash,
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{16}$", hash));
    }

    [Fact]
    public void The_hash_leaves_out_the_drive_of_a_cell() =>
        Assert.Equal(Defaults.Hash, new CellConstants(new CellFormat(), new CellParameters(a: 0.3)).Hash);
}
