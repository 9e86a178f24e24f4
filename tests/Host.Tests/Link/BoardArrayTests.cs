using FhnHw.Host.Link;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Tests.Arrays;

namespace FhnHw.Host.Tests.Link;

/// <summary>The contract of arrays, imperfect cells included, on the reference device over a pseudo-terminal.</summary>
[Trait("Needs", "Linux")]
public class BoardArrayTests : PopulationArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        OwnedArray.On(() => ReferenceDevice.OnTerminal(settings.Constants), settings);

    protected override bool CanHave(ArraySettings settings) => BoardsCanHave(settings);

    /// <summary>A job says C in 16 bits, which eps spread about 0.005 goes beyond; and at 16 bits strong noise on y drives f to 2.</summary>
    internal static bool BoardsCanHave(ArraySettings settings) =>
        settings.Parameters.Eps != 0.005 && settings is not { Format.WordBits: 16, Imperfections.NoiseY: 0.2 };
}

/// <summary>The contract over TCP, with fewer cells than a batch has, no odd features, and small replies: many jobs in flight, and several a trial.</summary>
[Trait("Needs", "Linux")]
public class BoardArrayOfFewCellsTests : PopulationArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => OwnedArray.On(
        () => ReferenceDevice.OnTcp(settings.Constants, 0, "--cells", "7", "--features", "0xC3"), settings, new LinkOptions { ReplyBytes = 3000 });

    protected override bool CanHave(ArraySettings settings) => BoardArrayTests.BoardsCanHave(settings);
}
