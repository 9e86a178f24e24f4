using FhnHw.Training.Learning;

namespace FhnHw.Training.Tests.Learning;

public class EpochOrderTests
{
    private static readonly TrainingOptions Plain = new() { Seed = 3 };

    [Fact]
    public void Every_image_comes_once() =>
        Assert.Equal(Enumerable.Range(0, 50), new EpochOrder(Plain, 1, 50).Indices.Order());

    [Fact]
    public void Images_stay_where_nothing_moves_them() => Assert.Empty(new EpochOrder(Plain, 1, 50).Placements);

    [Fact]
    public void The_same_seed_and_epoch_lay_images_alike_and_another_epoch_does_not()
    {
        var options = Plain with { Shift = 2, Rotation = 10 };
        Assert.Equal(new EpochOrder(options, 4, 50).Placements, new EpochOrder(options, 4, 50).Placements);
        Assert.NotEqual(new EpochOrder(options, 4, 50).Placements, new EpochOrder(options, 5, 50).Placements);
    }

    [Fact]
    public void Rotation_changes_neither_order_nor_shifts()
    {
        var moved = new EpochOrder(Plain with { Shift = 2 }, 1, 50);
        var both = new EpochOrder(Plain with { Shift = 2, Rotation = 10 }, 1, 50);
        Assert.Equal(moved.Indices, both.Indices);
        Assert.Equal(moved.Placements, both.Placements.Select(placement => placement with { Rotation = 0 }));
    }

    [Fact]
    public void Rotations_stay_within_their_degrees_and_use_them()
    {
        var degrees = new EpochOrder(Plain with { Rotation = 10 }, 1, 500).Placements
            .Select(placement => placement.Rotation * 180 / Math.PI).ToArray();
        Assert.All(degrees, angle => Assert.InRange(angle, -10, 10));
        Assert.InRange(degrees.Max(), 9, 10);
        Assert.InRange(degrees.Min(), -10, -9);
    }
}
