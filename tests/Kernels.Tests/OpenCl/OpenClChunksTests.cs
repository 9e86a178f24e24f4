using FhnHw.Kernels.OpenCl;

namespace FhnHw.Kernels.Tests.OpenCl;

public class OpenClChunksTests
{
    [Theory]
    [InlineData(128, 2, 65_536, 3932, 0, 3840)] // whole groups
    [InlineData(128, 2, 65_536, 3932, 100, 3200)] // 32 images fill 25 groups; 39 images would leave 68 lanes of a group empty
    [InlineData(128, 2, 65_536, 10, 0, 256)] // a group for each unit, however long the trace
    [InlineData(64, 100, 262_144, 1_000_000, 0, 262_144)]
    [InlineData(64, 100, 262_144, 7, 5000, 5000)] // an image at least
    [InlineData(128, 2, 65_536, 100, 1, 256)]
    public void A_chunk_is_of_whole_groups_or_of_whole_images_that_fill_them(int group, int units, int most, long fitting, int image, int runs)
    {
        Assert.Equal(runs, OpenClChunks.RunsOf(group, units, most, fitting, image));
    }
}
