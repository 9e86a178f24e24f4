using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public class ImageSetTests
{
    [Fact]
    public void Classes_are_the_largest_label_and_one_but_two_at_least()
    {
        Assert.Equal(2, new ImageSet(1, 1, [9], [0]).Classes);
        Assert.Equal(256, new ImageSet(1, 1, [9], [255]).Classes);
    }

    [Fact]
    public void An_image_is_its_rows_one_after_the_other() =>
        Assert.Equal([3, 4], new ImageSet(2, 1, [1, 2, 3, 4], [0, 1]).Image(1).ToArray());

    [Fact]
    public void A_part_of_a_larger_set_has_its_classes_and_counts_their_images()
    {
        var set = new ImageSet(1, 1, [1, 2, 3], [0, 2, 2]).WithClasses(5);
        Assert.Equal([1, 0, 2, 0, 0], set.ClassCounts);
        Assert.Equal((5, 2), (set.Pick([2]).Classes, set.Pick([2, 0]).Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.WithClasses(2));
    }

    [Fact]
    public void Pixels_that_do_not_fit_are_a_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageSet(2, 2, [1, 2, 3], [0]));
}
