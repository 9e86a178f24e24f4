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
        Assert.Equal(Enumerable.Range(0, 50), new EpochOrder(Plain, 1, Images).Indices.Order());

    [Fact]
    public void Images_stay_where_nothing_moves_them() => Assert.Empty(new EpochOrder(Plain, 1, Images).Transforms);

    [Fact]
    public void The_same_seed_and_epoch_transform_images_alike_and_another_epoch_does_not()
    {
        Assert.Equal(Drawn(Everything, 4), Drawn(Everything, 4));
        Assert.NotEqual(Drawn(Everything, 4), Drawn(Everything, 5));
        Assert.NotEqual(Drawn(Everything, 4), Drawn(Everything with { Seed = 4 }, 4));
    }

    [Fact]
    public void Every_kind_leaves_the_order_and_what_others_draw()
    {
        var all = new EpochOrder(Everything, 1, Images);
        Assert.Equal(new EpochOrder(Plain, 1, Images).Indices, all.Indices);
        var moved = new EpochOrder(Plain with { Shift = 2, Rotation = 10 }, 1, Images);
        var shifted = new EpochOrder(Plain with { Shift = 2 }, 1, Images);
        var sheared = new EpochOrder(Plain with { Shear = 8 }, 1, Images);
        var bent = new EpochOrder(Plain with { Elastic = 34 }, 1, Images);
        Assert.Equal(all.Transforms.Select(transform => (transform.Down, transform.Right)), shifted.Transforms.Select(t => (t.Down, t.Right)));
        Assert.Equal(all.Transforms.Select(transform => transform.Rotation), moved.Transforms.Select(transform => transform.Rotation));
        Assert.Equal(all.Transforms.Select(transform => transform.Shear), sheared.Transforms.Select(transform => transform.Shear));
        Assert.Equal(all.Transforms.Select(transform => transform.NoiseSeed), bent.Transforms.Select(transform => transform.NoiseSeed));
    }

    [Fact]
    public void A_shift_alone_needs_no_resampling() => Assert.All(
        new EpochOrder(Plain with { Shift = 2 }, 1, Images).Transforms, transform => Assert.False(transform.Resamples));

    [Fact]
    public void Draws_stay_within_their_ranges_and_use_them()
    {
        var transforms = new EpochOrder(Everything, 1, SmallImages.Of(500)).Transforms;
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
        [.. new EpochOrder(options, epoch, Images).Transforms.Select(transform => transform with { Elastic = null })];
}
