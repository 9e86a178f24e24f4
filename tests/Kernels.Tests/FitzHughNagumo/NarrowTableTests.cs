using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

public class NarrowTableTests
{
    private static readonly CellConstants Constants = new(new CellFormat(3, 8, 3), new CellParameters());
    private static readonly NarrowTable Table = new(Constants);

    [Fact]
    public void Three_bits_of_Yh_hold_all_runs_of_a_3_bit_word_and_none_saturates()
    {
        Assert.Equal(3, Table.YhBits);
        Assert.Equal(38, Table.Met.Count);
        Assert.False(Table.Saturates);
    }

    [Fact]
    public void A_pair_that_is_met_has_the_Xn_of_the_step()
    {
        foreach (var ((yh, x), next) in Table.Met)
        {
            Assert.Equal(FixedStep.Advance(new CellState(x, yh, 0), 0, Constants, out _).X, next);
            Assert.Equal(next, Table.Next(yh, x));
        }
    }

    [Fact]
    public void A_pair_that_is_not_met_has_an_Xn_within_the_bound()
    {
        for (var yh = -4; yh < 4; yh++)
        {
            for (var x = -4; x < 4; x++)
            {
                Assert.InRange(Table.Next(yh, x), -Constants.Format.XMax, Constants.Format.XMax);
            }
        }
    }

    [Fact]
    public void A_long_run_of_every_input_word_meets_no_other_pair()
    {
        for (var inputWord = -Constants.LargestInputWord; inputWord <= Constants.LargestInputWord; inputWord++)
        {
            var state = Constants.InitialState;
            for (var n = 0; n < 76_800; n++)
            {
                Assert.True(Table.Met.ContainsKey((state.Yh, state.X)), $"inputWord {inputWord}, step {n}");
                state = FixedStep.Advance(state, inputWord, Constants, out _);
            }
        }
    }

    [Fact]
    public void A_wide_word_has_no_table()
    {
        Assert.False(NarrowTable.Fits(new CellFormat()));
        Assert.Throws<InvalidSettingException>(() => new NarrowTable(new CellConstants(new CellFormat(), new CellParameters())));
    }

    [Theory]
    [InlineData(3, 8, 3, 0.01)]
    [InlineData(3, 6, 0, 0.001)]
    [InlineData(3, 7, 3, 0.02)]
    [InlineData(4, 8, 2, 0.01)]
    public void NarrowReach_finds_every_pair_that_runs_meet(int wordBits, int dtExponent, int extraBits, double eps)
    {
        var constants = new CellConstants(new CellFormat(wordBits, dtExponent, extraBits), new CellParameters(eps));
        var (table, reach) = (new NarrowTable(constants), new NarrowReach(constants));
        Assert.Subset(reach.Met.ToHashSet(), table.Met.Keys.ToHashSet());
        Assert.True(reach.YhBits >= table.YhBits);
        Assert.True(reach.Saturates || !table.Saturates);
    }
}
