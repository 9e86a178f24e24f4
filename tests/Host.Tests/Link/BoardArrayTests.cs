using FhnHw.Host.Link;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Tests.Arrays;

namespace FhnHw.Host.Tests.Link;

/// <summary>The contract of arrays, on the reference device over a pseudo-terminal.</summary>
public class BoardArrayTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        OwnedArray.On(() => ReferenceDevice.OnTerminal(settings.Constants), settings);
}

/// <summary>The contract over TCP, with fewer cells than a batch has, no odd features, and small replies: many jobs in flight.</summary>
public class BoardArrayOfFewCellsTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => OwnedArray.On(
        () => ReferenceDevice.OnTcp(settings.Constants, 0, "--cells", "7", "--features", "3"), settings, new LinkOptions { ReplyBytes = 3000 });
}
