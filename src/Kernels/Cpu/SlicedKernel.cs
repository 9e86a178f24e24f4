using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Circuits;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>The compiled step of cells that are computed bit by bit.</summary>
internal sealed class SlicedKernel
{
    /// <summary>The widest word, the finest time step and the most pairs of Yh and X for which it is faster than lanes and soon made.</summary>
    private const int WidestWord = 4, MostDtExponent = 9, MostPairs = 128;

    private static readonly ConcurrentDictionary<string, Lazy<SlicedKernel>> Known = new();

    private SlicedKernel(CellConstants constants)
    {
        Constants = constants;
        Step = new SlicedStep(constants);
        Slices = new Slices(Step.WordBits);
        Steps = CircuitLoop.Compile(Step.Circuit, Step.Next);
    }

    /// <summary>Format and gains.</summary>
    public CellConstants Constants { get; }

    /// <summary>The step as a circuit.</summary>
    public SlicedStep Step { get; }

    /// <summary>Turns X to samples.</summary>
    public Slices Slices { get; }

    /// <summary>The loop of steps.</summary>
    public CircuitSteps Steps { get; }

    /// <summary>Bytes of D of one step.</summary>
    public int RowBytes => CircuitLoop.RowLength(Step.WordBits) * Vector512<byte>.Count;

    /// <summary>Bytes of D of the 2^e steps after which it repeats.</summary>
    public int Ring => RowBytes << Constants.Format.CurrentExtraBits;

    /// <summary>True where this processor can compute cells bit by bit.</summary>
    public static bool IsSupported => CircuitLoop.IsSupported && Slices.IsSupported;

    /// <summary>True where that is so and a format is narrow enough for it to be faster than lanes.</summary>
    public static bool Fits(CellConstants constants) =>
        IsSupported
            && constants.Format.WordBits <= WidestWord && constants.Format.DtExponent <= MostDtExponent
            && new NarrowReach(constants).Met.Count <= MostPairs;

    /// <summary>True where the kernel of some constants is made already.</summary>
    public static bool IsMade(CellConstants constants) => Known.TryGetValue(constants.Hash, out var kernel) && kernel.IsValueCreated;

    /// <summary>The kernel of constants that fit, made once.</summary>
    public static SlicedKernel Of(CellConstants constants) =>
        Known.GetOrAdd(constants.Hash, _ => new Lazy<SlicedKernel>(() => new SlicedKernel(constants))).Value;
}
