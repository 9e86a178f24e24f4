using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public class BalancedSubsetTests
{
    private static readonly ImageSet Set = SmallSets.Images(40, rows: 1, columns: 1);

    [Fact]
    public void Each_class_has_an_equal_share_and_no_image_comes_twice()
    {
        var subset = BalancedSubset.Take(Set, 20, seed: 3);
        Assert.All(Enumerable.Range(0, 4), label => Assert.Equal(5, subset.Labels.Count(l => l == label)));
        Assert.Equal(20, subset.Pixels.Distinct().Count());
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(subset.Labels[i], Set.Labels[Array.IndexOf(Set.Pixels, subset.Image(i)[0])]));
    }

    [Fact]
    public void Equal_seeds_choose_equally_and_others_otherwise()
    {
        Assert.True(SmallSets.Same(BalancedSubset.Take(Set, 20, 3), BalancedSubset.Take(Set, 20, 3)));
        Assert.False(SmallSets.Same(BalancedSubset.Take(Set, 20, 3), BalancedSubset.Take(Set, 20, 4)));
    }

    [Theory]
    [InlineData(44, "at most 40")]
    [InlineData(21, "a multiple of 4")]
    [InlineData(0, "a multiple of 4")]
    public void A_number_that_cannot_be_is_refused_with_one_that_can(int count, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidSettingException>(() => BalancedSubset.Take(Set, count, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_subset_of_any_class_has_the_number_asked()
    {
        Assert.Equal(7, BalancedSubset.TakeAny(Set, 7, 1).Pixels.Distinct().Count());
        Assert.Throws<InvalidSettingException>(() => BalancedSubset.TakeAny(Set, 41, 1));
    }
}
