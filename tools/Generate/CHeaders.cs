using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate;

/// <summary>The C header of the reference device, for the standard cell.</summary>
internal static class CHeaders
{
    public static IEnumerable<GeneratedFile> Files() =>
    [
        new("tools/refdevice/fhn_constants.h", CConstants.Text(new CellConstants(new CellFormat(), new CellParameters()))),
    ];
}
