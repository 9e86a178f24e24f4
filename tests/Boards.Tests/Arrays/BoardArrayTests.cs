using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Arrays;

/// <summary>The contract of arrays, per-cell parameters included, on the reference device over a pseudo-terminal.</summary>
[Trait("Needs", "Linux")]
public class BoardArrayTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        OwnedArray.On(() => ReferenceDevice.OnTerminal(settings.Constants), settings);

    protected override bool CanHave(ArraySettings settings) => BoardLimits.Admit(settings);
}

/// <summary>
/// The contract over TCP, with fewer cells than a batch has, no odd features, and small replies: many jobs in flight, and several a trial.
/// </summary>
[Trait("Needs", "Linux")]
public class BoardArrayOfFewCellsTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => OwnedArray.On(
        () => ReferenceDevice.OnTcp(settings.Constants, 0, "--cells", "7", "--features", "0xC3"), settings, new LinkOptions { ReplyBytes = 3000 });

    protected override bool CanHave(ArraySettings settings) => BoardLimits.Admit(settings);
}
