using FhnHw.Host.Link;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;
using FhnHw.Kernels.Tests.Arrays;

namespace FhnHw.Host.Tests.Link;

/// <summary>The contract of arrays, on the reference device over a pseudo-terminal.</summary>
public class BoardArrayTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        OwnedArray.On(() => ReferenceDevice.OnTerminal(settings.Constants), settings);

    [Fact]
    public void Imperfect_cells_are_refused_before_the_board_is_opened()
    {
        var settings = Settings() with { Imperfections = Imperfections.Preset("bench"), Cells = 10 };
        var error = Assert.Throws<InvalidSettingException>(() => new BoardArray(new BoardAddress.Serial("/dev/nothing", 115200), settings, new LinkOptions()));
        Assert.Contains("are ideal", error.Message);
    }
}

/// <summary>The contract over TCP, with fewer cells than a batch has, no odd features, and small replies: many jobs in flight.</summary>
public class BoardArrayOfFewCellsTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => OwnedArray.On(
        () => ReferenceDevice.OnTcp(settings.Constants, 0, "--cells", "7", "--features", "3"), settings, new LinkOptions { ReplyBytes = 3000 });
}
