using System.Globalization;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Kernels.OpenCl;

/// <summary>How the kernels lay cells out; see fhn_lanes.cl.</summary>
/// <param name="Macro">The form's name in the kernels.</param>
/// <param name="Words">In words, for descriptions.</param>
/// <param name="Lanes">Cells in a vector.</param>
/// <param name="Vectors">Vectors a work-item keeps in flight, to hide the latency of the multiplies.</param>
/// <param name="LocalSize">Work-items in a group.</param>
internal sealed record OpenClForm(string Macro, string Words, int Lanes, int Vectors, int LocalSize)
{
    /// <summary>One cell a work-item: GPUs.</summary>
    public static readonly OpenClForm Scalar = new("FORM_SCALAR", "one cell a work-item", 1, 1, 64);

    /// <summary>Portable vectors of 32-bit lanes: processors.</summary>
    public static readonly OpenClForm Int16 = new("FORM_INT16", "6 vectors of 16 lanes of 32 bits", 16, 6, 1);

    /// <summary>16-bit lanes with AVX2.</summary>
    public static readonly OpenClForm Short16 = new("FORM_SHORT16", "4 vectors of 16 lanes of 16 bits, AVX2", 16, 4, 1);

    /// <summary>16-bit lanes with AVX-512BW.</summary>
    public static readonly OpenClForm Short32 = new("FORM_SHORT32", "4 vectors of 32 lanes of 16 bits, AVX-512", 32, 4, 1);

    /// <summary>True where lanes are of 16 bits, which add S in two parts (SPLITS_DRIVE in the kernels).</summary>
    public bool Splits => Macro is "FORM_SHORT16" or "FORM_SHORT32";

    /// <summary>Cells a work-group advances; the rows of state and trace are multiples of it.</summary>
    public int GroupCells => Lanes * Vectors * LocalSize;

    /// <summary>The forms to try on a device, best first; the compiler refuses those that the processor lacks.</summary>
    public static IReadOnlyList<OpenClForm> Candidates(OpenClDevice device, ArraySettings settings)
    {
        if (!device.IsProcessor)
        {
            return [Scalar];
        }

        return LaneFit.Fits16(settings) ? [Short32, Short16, Int16, Scalar] : [Int16, Scalar];
    }

    /// <summary>The compiler options that fix form and constants.</summary>
    public string Options(ArraySettings settings)
    {
        var (format, constants) = (settings.Format, settings.Constants);
        return string.Create(CultureInfo.InvariantCulture,
            $"-cl-std=CL1.2 -D {Macro} -D VECTORS={Vectors} -D PRODUCT_SHIFT={format.ProductShift} -D CUBE_SHIFT={format.CubeShift} "
            + $"-D CURRENT_EXTRA_BITS={format.CurrentExtraBits} -D LOW_BITS={format.LowBits} -D LOW_MASK={(1 << format.LowBits) - 1} "
            + $"-D X_MAX={format.XMax} -D GAIN_LOW=({constants.EpsGainLow}) -D GAIN_HIGH={constants.EpsGainHigh} -D NOISE_SHIFT={format.NoiseShift}")
            + (settings.PerCell is { } perCell ? Options(perCell) : "");
    }

    // No more of the step is built than the cells need.
    private static string Options(PerCellParameters perCell)
    {
        var perCellWords = " -D OWN_CELLS" + (perCell.Cells.Any(cell => cell.EpsGainHigh != 0) ? " -D HAS_HIGH_GAIN" : "");
        return !perCell.HasNoise ? perCellWords : string.Create(CultureInfo.InvariantCulture,
            $"{perCellWords} -D HAS_NOISE -D NOISE_X={perCell.NoiseX} -D NOISE_Y={perCell.NoiseY}{(perCell.Cells.Any(cell => cell.IsStuck) ? " -D HAS_STILL" : "")}");
    }
}
