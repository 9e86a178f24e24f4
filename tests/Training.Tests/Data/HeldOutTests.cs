using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public class HeldOutTests
{
    private static readonly ImageSet Set = SmallSets.Images(40, rows: 1, columns: 1);

    [Theory]
    [InlineData(8, "2 2 2 2")]
    [InlineData(1, "1 0 0 0")]
    [InlineData(39, "10 10 10 9")]
    public void The_number_is_exact_and_the_shares_are_equal(int count, string shares)
    {
        var (train, held) = HeldOut.Split(Set, count, seed: 5);
        Assert.Equal((40 - count, count), (train.Count, held.Count));
        Assert.Equal(shares, string.Join(' ', held.ClassCounts));
        Assert.Equal((Set.Classes, Set.Classes), (train.Classes, held.Classes));
    }

    [Fact]
    public void No_image_is_in_both_and_both_keep_the_order_of_the_set()
    {
        var (train, held) = HeldOut.Split(Set, 12, seed: 5);
        Assert.Equal(Set.Pixels.Order(), train.Pixels.Concat(held.Pixels).Order());
        foreach (var part in new[] { train, held })
        {
            var places = part.Pixels.Select(pixel => Array.IndexOf(Set.Pixels, pixel)).ToArray();
            Assert.Equal(places.Order(), places);
            Assert.Equal(places.Select(place => Set.Labels[place]), part.Labels);
        }
    }

    [Fact]
    public void Equal_seeds_hold_equal_images_out_and_others_do_not()
    {
        Assert.True(SmallSets.Same(HeldOut.Split(Set, 12, 1).HeldOut, HeldOut.Split(Set, 12, 1).HeldOut));
        Assert.False(SmallSets.Same(HeldOut.Split(Set, 12, 1).HeldOut, HeldOut.Split(Set, 12, 2).HeldOut));
    }

    [Fact]
    public void A_rare_class_keeps_half_of_its_images_where_the_others_make_up_for_it()
    {
        byte[] labels = [.. Enumerable.Repeat((byte)0, 20), 2, 2, .. Enumerable.Repeat((byte)3, 20)];
        var set = new ImageSet(1, 1, new byte[42], labels);
        Assert.Equal([4, 0, 1, 4], HeldOut.Split(set, 9, 1).HeldOut.ClassCounts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void All_and_none_cannot_be_held_out(int count) =>
        Assert.Contains("leave at least 1", Assert.Throws<InvalidSettingException>(() => HeldOut.Split(Set, count, 1)).Message, StringComparison.Ordinal);
}
