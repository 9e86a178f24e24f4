using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Circuits;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>The compiled step of cells that are computed bit by bit.</summary>
internal sealed class SlicedKernel
{
    /// <summary>The widest word and the finest time step for which it is faster than lanes, as docs/results.md shows.</summary>
    private const int WidestWord = 4, MostDtExponent = 9;

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

    /// <summary>True where this processor can compute cells of a format bit by bit, faster than in lanes.</summary>
    public static bool Fits(CellFormat format) =>
        CircuitLoop.IsSupported && Slices.IsSupported && format.WordBits <= WidestWord && format.DtExponent <= MostDtExponent;

    /// <summary>The kernel of some constants, made once.</summary>
    public static SlicedKernel Of(CellConstants constants) =>
        Known.GetOrAdd(constants.Hash, _ => new Lazy<SlicedKernel>(() => new SlicedKernel(constants))).Value;
}
