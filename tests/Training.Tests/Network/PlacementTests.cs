using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

public class PlacementTests
{
    // 3 x 3, lit in the first row.
    private static readonly byte[] Bar = [10, 20, 30, 0, 0, 0, 0, 0, 0];

    [Fact]
    public void A_quarter_rotation_anticlockwise_brings_the_first_row_to_the_first_column_from_below() =>
        Assert.Equal([30, 0, 0, 20, 0, 0, 10, 0, 0], Rotated(Bar, Math.PI / 2));

    [Fact]
    public void A_quarter_rotation_clockwise_brings_the_first_row_to_the_last_column() =>
        Assert.Equal([0, 0, 10, 0, 0, 20, 0, 0, 30], Rotated(Bar, -Math.PI / 2));

    [Fact]
    public void A_half_rotation_reads_the_image_backwards() => Assert.Equal([0, 0, 0, 0, 0, 0, 30, 20, 10], Rotated(Bar, Math.PI));

    [Fact]
    public void No_rotation_leaves_every_grey_value() => Assert.Equal(Bar, Rotated(Bar, 0));

    [Fact]
    public void The_middle_stays_and_what_lies_between_pixels_is_shared()
    {
        byte[] dot = [0, 0, 0, 0, 200, 0, 0, 0, 0];
        var rotated = Rotated(dot, Math.PI / 4);
        Assert.Equal(200, rotated[4]);
        Assert.Equal(rotated[1], rotated[3]);
        // A neighbour of the middle comes from (cos 45°, sin 45°) away: a share (1 - 0.707)² of the dot.
        Assert.Equal((byte)Math.Round(200 * Math.Pow(1 - Math.Sqrt(0.5), 2)), rotated[1]);
    }

    private static byte[] Rotated(byte[] image, double radians)
    {
        var rotated = new byte[image.Length];
        new Placement(0, 0, radians).RotateImage(image, 3, rotated);
        return rotated;
    }
}
