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
    [InlineData(41)]
    [InlineData(0)]
    public void More_images_than_there_are_are_refused(int count) =>
        Assert.Contains("from 1 to 40", Assert.Throws<InvalidSettingException>(() => BalancedSubset.Take(Set, count, 1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(22, "6 6 5 5")]
    [InlineData(2, "1 1 0 0")]
    [InlineData(40, "10 10 10 10")]
    public void A_number_that_is_no_multiple_gives_some_classes_one_more(int count, string shares) =>
        Assert.Equal(shares, string.Join(' ', BalancedSubset.Take(Set, count, 1).ClassCounts));

    [Fact]
    public void Classes_without_images_have_no_share_and_one_with_few_gives_all()
    {
        byte[] labels = [.. Enumerable.Repeat((byte)1, 20), 3, 3, .. Enumerable.Repeat((byte)4, 20)];
        var subset = BalancedSubset.Take(new ImageSet(1, 1, new byte[42], labels, classes: 7), 12, 1);
        Assert.Equal([0, 5, 0, 2, 5, 0, 0], subset.ClassCounts);
        Assert.Equal(7, subset.Classes);
    }

    [Fact]
    public void Up_to_more_than_there_are_is_the_set_itself()
    {
        Assert.Same(Set, BalancedSubset.UpTo(Set, 41, 1));
        Assert.Same(Set, BalancedSubset.UpTo(Set, 0, 1));
        Assert.True(SmallSets.Same(BalancedSubset.Take(Set, 20, 3), BalancedSubset.UpTo(Set, 20, 3)));
    }
}
