using FhnHw.Host.Experiments.Compare;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Tests.Experiments.Compare;

public class ComparedFormatTests
{
    [Theory]
    [InlineData("4:6:8")]
    [InlineData("16:0:10")]
    [InlineData("3:3:8:nearest")]
    [InlineData("double:10")]
    [InlineData("float32:8")]
    public void A_format_is_written_as_it_is_read(string text) => Assert.Equal(text, ComparedFormat.Parse(text).ToString());

    [Fact]
    public void Its_numbers_are_word_length_extra_bits_and_time_step()
    {
        var format = ComparedFormat.Parse("5:2:9");
        Assert.Equal((5, 2, 9, Arithmetic.Floor),
            (format.Format.WordBits, format.Format.CurrentExtraBits, format.Format.DtExponent, format.Arithmetic));
    }

    [Theory]
    [InlineData("4:6", "no format")]
    [InlineData("4:6:8:up", "no format")]
    [InlineData("four:6:8", "no format")]
    [InlineData("double:8:1", "no format")]
    [InlineData("float64:8", "no format")]
    [InlineData("-4:6:8", "no format")]
    [InlineData("", "no format")]
    [InlineData("2:0:8", "word length is 2")]
    [InlineData("17:0:8", "word length is 17")]
    [InlineData("4:9:8", "number of extra current bits is 9")]
    [InlineData("4:6:13", "k of dt = 2^-k is 13")]
    [InlineData("double:5", "k of dt = 2^-k is 5")]
    public void What_is_none_is_refused_in_one_sentence(string text, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidSettingException>(() => ComparedFormat.Parse(text)).Message);

    [Fact]
    public void In_a_list_each_counts_once() =>
        Assert.Equal(["4:6:8", "double:8"], ComparedFormat.ParseList("4:6:8, double:8,4:6:8").Select(format => format.ToString()));

    [Fact]
    public void The_whole_comparison_has_over_forty_formats_and_covers_all_ranges()
    {
        var formats = ComparePlan.Whole;
        Assert.Equal(formats.Distinct(), formats);
        Assert.True(formats.Count(format => format.IsFixed) >= 40);
        Assert.Equal(Enumerable.Range(3, 14), formats.Where(format => format.IsFixed).Select(format => format.WordBits).Distinct().Order());
        Assert.Equal(Enumerable.Range(0, 7).Append(8), formats.Select(format => format.ExtraBits).Distinct().Order());
        Assert.Equal([7, 8, 9, 10], formats.Select(format => format.DtExponent).Distinct().Order());
        Assert.Contains(formats, format => format.Arithmetic == Arithmetic.Nearest);
        Assert.All(formats.Where(format => format.Arithmetic == Arithmetic.Nearest), nearest =>
            Assert.Contains(nearest with { Arithmetic = Arithmetic.Floor }, formats));
    }
}
