using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>How the kernels lay cells out; see fhn_lanes.cl.</summary>
/// <param name="Macro">The form's name in the kernels.</param>
/// <param name="Lanes">Cells in a vector.</param>
/// <param name="Vectors">Vectors a work-item keeps in flight, to hide the latency of the multiplies.</param>
/// <param name="LocalSize">Work-items in a group.</param>
internal sealed record OpenClForm(string Macro, int Lanes, int Vectors, int LocalSize)
{
    /// <summary>Work-items of a group in the readout's kernels for GPUs (GROUP in fhn_votes_in_groups.cl).</summary>
    public const int ReadoutGroup = 64;

    // Steps of a short launch. Where loops over vectors are not unrolled, a step of 6 vectors with noise and its sample go round 15 times.
    private const int ShortSteps = 1 << 12;

    private static readonly int[] GroupSizes = [64, 128, 256, 32];

    /// <summary>One cell a work-item: GPUs.</summary>
    public static readonly OpenClForm Scalar = new("FORM_SCALAR", 1, 1, 64);

    /// <summary>Portable vectors of 32-bit lanes: processors.</summary>
    public static readonly OpenClForm Int16 = new("FORM_INT16", 16, 4, 1);

    /// <summary>16-bit lanes with AVX2.</summary>
    public static readonly OpenClForm Short16 = new("FORM_SHORT16", 16, 4, 1);

    /// <summary>16-bit lanes with AVX-512BW.</summary>
    public static readonly OpenClForm Short32 = new("FORM_SHORT32", 32, 4, 1);

    /// <summary>More options for the compiler, such as that it is not to optimise.</summary>
    public string MoreOptions { get; init; } = "";

    /// <summary>Source that stands before the kernels, such as what stands for instructions that a checker does not know.</summary>
    public string Prelude { get; init; } = "";

    /// <summary>Steps that one launch advances at most; the registers lie in a buffer between launches.</summary>
    public int MostSteps { get; init; } = int.MaxValue;

    /// <summary>The same in short launches, for drivers that leave a kernel whose loops have gone round 65,535 times (Mesa's llvmpipe).</summary>
    public OpenClForm InShortLaunches => this with { MostSteps = ShortSteps };

    /// <summary>True where no loop of a kernel may be long.</summary>
    public bool HasShortLaunches => MostSteps != int.MaxValue;

    /// <summary>True where lanes are of 16 bits, which add S in two parts (SPLITS_INPUT_WORD in the kernels).</summary>
    public bool Splits => Macro is "FORM_SHORT16" or "FORM_SHORT32";

    /// <summary>True where a work-item is one cell.</summary>
    public bool IsScalar => Lanes == 1;

    /// <summary>Cells a work-group advances.</summary>
    public int GroupCells => Lanes * Vectors * LocalSize;

    /// <summary>The rows of state and trace are multiples of so many cells: of whole groups, of those of the readout too.</summary>
    public int RowMultiple => IsScalar ? Math.Max(GroupCells, ReadoutGroup) : GroupCells;

    /// <summary>Runs that a work-item of the readout takes side by side (RUN_LANES in fhn_readout.cl).</summary>
    public int ReadoutRuns => IsScalar ? 1 : 16;

    /// <summary>Work-items of a group of the readout.</summary>
    public int ReadoutLocalSize => IsScalar ? ReadoutGroup : 1;

    /// <summary>The numbers of vectors that one program of this form is built for; each is a kernel (NAMED in fhn_lanes.cl).</summary>
    public int[] VectorChoices => IsScalar ? [1] : Lanes == 32 ? [3, 4, 6] : [2, 3, 4, 6];

    /// <summary>In words, for descriptions.</summary>
    public string Words => (Macro switch
    {
        "FORM_SCALAR" => $"one cell a work-item, groups of {LocalSize}",
        "FORM_INT16" => $"{Vectors} vectors of 16 lanes of 32 bits",
        "FORM_SHORT16" => $"{Vectors} vectors of 16 lanes of 16 bits, AVX2",
        _ => $"{Vectors} vectors of 32 lanes of 16 bits, AVX-512",
    }) + (HasShortLaunches ? ", short launches" : "");

    /// <summary>The name by which measurements are kept, such as <c>FORM_SHORT32/4/1</c>.</summary>
    public string Key => $"{Macro}/{Vectors}/{LocalSize}" + (HasShortLaunches ? $"/{MostSteps}" : "");

    /// <summary>
    /// The forms among which a device chooses: families, the widest first. The first that the compiler takes and that is right is used, in
    /// the fastest of its variants.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<OpenClForm>> Families(OpenClDevice device, ArraySettings settings) => device.IsProcessor
        ? ForProcessors(LaneFit.Fits16(settings))
        : [[.. GroupSizes.Where(size => size <= device.LargestGroup).DefaultIfEmpty(1).Select(size => Scalar with { LocalSize = size })]];

    private static IReadOnlyList<IReadOnlyList<OpenClForm>> ForProcessors(bool fits16) =>
    [
        .. fits16 && Avx512BW.IsSupported ? [Variants(Short32, 4, 3, 6)] : (OpenClForm[][])[],
        .. fits16 && Avx2.IsSupported ? [Variants(Short16, 4, 3, 2)] : (OpenClForm[][])[],
        Variants(Int16, 4, 6, 2),
        [Scalar],
    ];

    private static OpenClForm[] Variants(OpenClForm form, params int[] vectors) => [.. vectors.Select(count => form with { Vectors = count })];
}
