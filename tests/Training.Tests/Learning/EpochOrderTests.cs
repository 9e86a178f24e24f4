using FhnHw.Tests;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Data;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Tests.Learning;

public class EpochOrderTests
{
    private static readonly TrainingOptions Plain = new() { Seed = 3 };
    private static readonly TrainingOptions Everything = Plain with { Shift = 2, Rotation = 10, Scaling = 0.15, Shear = 8, Elastic = 34 };
    private static readonly ImageSet Images = SmallImages.Of(50);

    [Fact]
    public void Every_image_comes_once() =>
        Assert.Equal(Enumerable.Range(0, 50), Drawn(Plain, 1, Images).Indices.Order());

    [Fact]
    public void Images_stay_where_nothing_moves_them() => Assert.Empty(Drawn(Plain, 1, Images).Transforms);

    [Fact]
    public void The_same_seed_and_epoch_transform_images_alike_and_another_epoch_does_not()
    {
        Assert.Equal(Drawn(Everything, 4), Drawn(Everything, 4));
        Assert.NotEqual(Drawn(Everything, 4), Drawn(Everything, 5));
        Assert.NotEqual(Drawn(Everything, 4), Drawn(Everything with { Seed = 4 }, 4));
    }

    [Fact]
    public void An_epoch_does_not_depend_on_those_drawn_before()
    {
        var order = new EpochOrder(Everything, Images);
        order.Draw(1);
        order.Draw(2);
        Assert.Equal(Drawn(Everything, 2, Images).Indices, order.Indices.ToArray());
        Assert.Equal(Drawn(Everything, 2), order.Transforms.ToArray().Select(transform => transform with { Elastic = null }));
    }

    [Fact]
    public void Every_kind_leaves_the_order_and_what_others_draw()
    {
        var all = Drawn(Everything, 1, Images);
        Assert.Equal(Drawn(Plain, 1, Images).Indices, all.Indices);
        var moved = Drawn(Plain with { Shift = 2, Rotation = 10 }, 1, Images);
        var shifted = Drawn(Plain with { Shift = 2 }, 1, Images);
        var sheared = Drawn(Plain with { Shear = 8 }, 1, Images);
        var bent = Drawn(Plain with { Elastic = 34 }, 1, Images);
        Assert.Equal(all.Transforms.Select(transform => (transform.Down, transform.Right)), shifted.Transforms.Select(t => (t.Down, t.Right)));
        Assert.Equal(all.Transforms.Select(transform => transform.Rotation), moved.Transforms.Select(transform => transform.Rotation));
        Assert.Equal(all.Transforms.Select(transform => transform.Shear), sheared.Transforms.Select(transform => transform.Shear));
        Assert.Equal(all.Transforms.Select(transform => transform.NoiseSeed), bent.Transforms.Select(transform => transform.NoiseSeed));
    }

    [Fact]
    public void A_shift_that_is_no_whole_number_moves_by_parts_of_a_pixel_and_leaves_what_others_draw()
    {
        var all = Drawn(Everything with { Shift = 0.5 }, 1, SmallImages.Of(500)).Transforms;
        Covers(all.Select(transform => transform.PartDown), 0.5);
        Covers(all.Select(transform => transform.PartRight), 0.5);
        Assert.All(all, transform => Assert.Equal((0, 0), (transform.Down, transform.Right)));
        Assert.All(all, transform => Assert.True(transform.Resamples));
        Assert.Equal(
            Drawn(Everything, 1, SmallImages.Of(500)).Transforms.Select(transform => transform.NoiseSeed),
            all.Select(transform => transform.NoiseSeed));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 1)]
    [InlineData(75, 0.85)]
    [InlineData(100, 0.7)]
    public void Augmentation_keeps_its_strength_for_half_of_the_epochs_and_then_falls_evenly(int epoch, double strength)
    {
        var ranges = (Everything with { Epochs = 100, AugmentationEnd = 0.7 }).AugmentationIn(epoch);
        Assert.Equal(34 * strength, ranges.Elastic, 1e-9);
        Assert.Equal(10 * strength, ranges.Rotation, 1e-9);
        Assert.Equal((2, 4), (ranges.Shift, ranges.ElasticSigma)); // whole pixels and smoothness stay
        Assert.Equal(0.5 * strength, (Plain with { Shift = 0.5, Epochs = 100, AugmentationEnd = 0.7 }).AugmentationIn(epoch).PartShift, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_last_epoch_of_a_short_run_has_the_strength_of_the_end(int epochs) => Assert.Equal(
        17, (Plain with { Elastic = 34, Epochs = epochs, AugmentationEnd = 0.5 }).AugmentationIn(epochs).Elastic);

    [Fact]
    public void A_shift_alone_needs_no_resampling() => Assert.All(
        Drawn(Plain with { Shift = 2 }, 1, Images).Transforms, transform => Assert.False(transform.Resamples));

    [Fact]
    public void Draws_stay_within_their_ranges_and_use_them()
    {
        var transforms = Drawn(Everything, 1, SmallImages.Of(500)).Transforms;
        Covers(transforms.Select(transform => transform.Rotation * 180 / Math.PI), 10);
        Covers(transforms.Select(transform => transform.Shear * 180 / Math.PI), 8);
        Covers(transforms.Select(transform => transform.Taller), 0.15);
        Covers(transforms.Select(transform => transform.Wider), 0.15);
        Assert.Equal([-2, -1, 0, 1, 2], transforms.Select(transform => transform.Down).Distinct().Order());
        Assert.Equal(500, transforms.Select(transform => transform.NoiseSeed).Distinct().Count());
        Assert.All(transforms, transform => Assert.NotEqual(transform.Taller, transform.Wider));
    }

    private static void Covers(IEnumerable<double> values, double most)
    {
        var sorted = values.Order().ToArray();
        Assert.InRange(sorted[0], -most, -0.95 * most);
        Assert.InRange(sorted[^1], 0.95 * most, most);
    }

    // Two orders hold two fields of elastic distortion, alike but not the same.
    private static ImageTransform[] Drawn(TrainingOptions options, int epoch) =>
        [.. Drawn(options, epoch, Images).Transforms.Select(transform => transform with { Elastic = null })];

    private static (int[] Indices, ImageTransform[] Transforms) Drawn(TrainingOptions options, int epoch, ImageSet images)
    {
        var order = new EpochOrder(options, images);
        order.Draw(epoch);
        return (order.Indices.ToArray(), order.Transforms.ToArray());
    }
}
