using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.OpenCl;

/// <summary>The kernels' source files, and the compiler's options that fix form and constants.</summary>
internal static class OpenClOptions
{
    private const string Language = "-cl-std=CL1.2";

    /// <summary>The source that advances cells: one kernel for each number of vectors.</summary>
    public static string[] RunSources(OpenClForm form, bool perCell)
    {
        var (step, run) = perCell ? ("fhn_per_cell_step.cl", "fhn_per_cell_run.cl") : ("fhn_step.cl", "fhn_run.cl");
        var kernel = Source(run);
        return
        [
            form.Prelude, Source("fhn_lanes.cl"), Source(step),
            .. form.VectorChoices.SelectMany(vectors => (string[])[$"#undef VECTORS\n#define VECTORS {vectors}\n", kernel]),
        ];
    }

    /// <summary>The source of the readout; it is the same for all formats.</summary>
    public static string[] ReadoutSources(OpenClForm form) =>
        [form.Prelude, Source("fhn_readout.cl"), Source(form.IsScalar ? "fhn_votes_in_groups.cl" : "fhn_votes.cl")];

    /// <summary>The options of the readout.</summary>
    public static string OfReadout(OpenClForm form) => string.Create(CultureInfo.InvariantCulture,
        $"{Language} -D {form.Macro} -D SIGMOID_HALF={SigmoidEstimate.Half} -D SIGMOID_C0=({SigmoidEstimate.C0}) -D SIGMOID_C1=({SigmoidEstimate.C1}) "
        + $"-D SIGMOID_C2=({SigmoidEstimate.C2}) -D SIGMOID_C3=({SigmoidEstimate.C3}) -D SIGMOID_C4=({SigmoidEstimate.C4}){form.MoreOptions}");

    /// <summary>The options of the cells.</summary>
    public static string OfRun(OpenClForm form, ArraySettings settings)
    {
        var (format, constants) = (settings.Format, settings.Constants);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Language} -D {form.Macro} -D PRODUCT_SHIFT={format.ProductShift} -D CUBE_SHIFT={format.CubeShift} "
            + $"-D CURRENT_EXTRA_BITS={format.CurrentExtraBits} -D LOW_BITS={format.LowBits} -D LOW_MASK={(1 << format.LowBits) - 1} "
            + $"-D X_MAX={format.XMax} -D GAIN_LOW=({constants.EpsGainLow}) -D GAIN_HIGH={constants.EpsGainHigh} -D NOISE_SHIFT={format.NoiseShift}")
            + (settings.PerCell is { } perCell ? Of(perCell) : "") + form.MoreOptions;
    }

    /// <summary>16 hexadecimal digits that tell sources apart.</summary>
    public static string HashOf(IEnumerable<string> sources) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(sources))))[..16];

    // No more of the step is built than the cells need.
    private static string Of(PerCellParameters perCell)
    {
        var options = perCell.Cells.Any(cell => cell.EpsGainHigh != 0) ? " -D HAS_HIGH_GAIN" : "";
        return !perCell.HasNoise ? options : string.Create(CultureInfo.InvariantCulture,
            $"{options} -D HAS_NOISE -D NOISE_X={perCell.NoiseX} -D NOISE_Y={perCell.NoiseY}")
            + (perCell.Cells.Any(cell => cell.IsStuck) ? " -D HAS_STUCK" : "");
    }

    private static string Source(string file)
    {
        using var stream = typeof(OpenClOptions).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
