using System.Runtime.CompilerServices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Managed;

/// <summary>Runs a block of cells that are not all alike through transient and window.</summary>
internal interface IPopulationRunner
{
    /// <summary>Cells in a block.</summary>
    int Cells { get; }

    /// <summary>Runs a block.</summary>
    /// <param name="cells">The registers of each cell, exactly <see cref="Cells"/>; they come back as they are behind the run.</param>
    /// <param name="firstStep">n of the first step, modulo 8: where the generators stand.</param>
    /// <param name="trace">Where X of sample m, cell c goes: trace[m · rowLength + c]; null for no samples.</param>
    /// <param name="rowLength">Words from one sample to the next.</param>
    /// <param name="ends">Y at the window's ends, one pair a cell.</param>
    /// <param name="clamped">True for cells whose X was ever held at its bound.</param>
    unsafe void Run(Span<CellRegisters> cells, int firstStep, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped);
}

/// <summary>A vector of cells: registers that move and words that stay.</summary>
internal struct OwnLanes<TVector>
    where TVector : unmanaged
{
    public TVector X, Yh, Yl, Clamped, U, V;
    public OwnWords<TVector> Words;
}

/// <summary>Two vectors in flight: a step of one's own words has work enough to hide the latency of the multiplies, and registers for no more.</summary>
internal sealed class PopulationRunner<TOps, TVector, TCells>(ArraySettings settings) : IPopulationRunner
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
    where TCells : struct, IOwnCells
{
    private readonly CellConstants _constants = settings.Constants;
    private readonly Window _window = settings.Window;

    public int Cells => 2 * TOps.Lanes;

    public unsafe void Run(Span<CellRegisters> cells, int firstStep, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped)
    {
        Span<long> first = stackalloc long[Cells];
        var constants = new LaneConstants<TOps, TVector>(_constants);
        var a = Load(cells[..TOps.Lanes]);
        var b = Load(cells[TOps.Lanes..]);

        Advance(ref a, ref b, constants, firstStep, _window.TransientSteps, Math.Max(1, _window.TransientSteps), null, 0);
        Store(a, cells[..TOps.Lanes], clamped);
        Store(b, cells[TOps.Lanes..], clamped[TOps.Lanes..]);
        for (var cell = 0; cell < Cells; cell++)
        {
            first[cell] = cells[cell].State.Y(_constants.Format);
        }

        var next = (firstStep + _window.TransientSteps) % NoiseGenerator.StepsOfMove;
        Advance(ref a, ref b, constants, next, _window.Steps, trace == null ? _window.Steps : _window.Stride, trace, rowLength);
        Store(a, cells[..TOps.Lanes], clamped);
        Store(b, cells[TOps.Lanes..], clamped[TOps.Lanes..]);
        for (var cell = 0; cell < Cells; cell++)
        {
            ends[cell] = new WindowEnds(first[cell], cells[cell].State.Y(_constants.Format));
        }
    }

    // The hot loop; it makes no call. The generators move in every eighth step, n counting from the run's first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Advance(
        ref OwnLanes<TVector> a, ref OwnLanes<TVector> b, in LaneConstants<TOps, TVector> constants,
        int firstStep, int steps, int stride, short* trace, nint rowLength)
    {
        unchecked
        {
            var bits = stackalloc TVector[16];
            for (var bit = 0; bit < 16; bit++)
            {
                bits[bit] = TOps.Splat(1 << bit);
            }

            var c = constants;
            var (ownA, ownB) = (a.Words, b.Words);
            TVector XA = a.X, YhA = a.Yh, YlA = a.Yl, uA = a.U, vA = a.V, clampedA = a.Clamped;
            TVector XB = b.X, YhB = b.Yh, YlB = b.Yl, uB = b.U, vB = b.V, clampedB = b.Clamped;
            var j = firstStep;
            for (var done = 0; done < steps; done += stride)
            {
                if (trace != null)
                {
                    TOps.StoreWords(XA, trace);
                    TOps.StoreWords(XB, trace + TOps.Lanes);
                    trace += rowLength;
                }

                var length = stride < steps - done ? stride : steps - done;
                for (var n = 0; n < length; n++)
                {
                    if (TCells.HasNoise && j == 0)
                    {
                        TOps.MoveNoise(ref uA, ref vA);
                        TOps.MoveNoise(ref uB, ref vB);
                    }

                    OwnLaneStep<TOps, TVector, TCells>.Advance(ref XA, ref YhA, ref YlA, ref clampedA, vA, ownA, bits[2 * j], bits[(2 * j) + 1], c);
                    OwnLaneStep<TOps, TVector, TCells>.Advance(ref XB, ref YhB, ref YlB, ref clampedB, vB, ownB, bits[2 * j], bits[(2 * j) + 1], c);
                    j = (j + 1) & (NoiseGenerator.StepsOfMove - 1);
                }
            }

            (a.X, a.Yh, a.Yl, a.U, a.V, a.Clamped) = (XA, YhA, YlA, uA, vA, clampedA);
            (b.X, b.Yh, b.Yl, b.U, b.V, b.Clamped) = (XB, YhB, YlB, uB, vB, clampedB);
        }
    }

    private OwnLanes<TVector> Load(ReadOnlySpan<CellRegisters> cells)
    {
        var (L, J) = (_constants.Format.LowBits, _constants.Format.NoiseShift);
        var low = (1 << L) - 1;
        return new OwnLanes<TVector>
        {
            X = Gather(cells, cell => cell.State.X),
            Yh = Gather(cells, cell => cell.State.Yh),
            Yl = Gather(cells, cell => cell.State.Yl),
            U = Gather(cells, cell => cell.Noise.U),
            V = Gather(cells, cell => cell.Noise.V),
            Clamped = TOps.Splat(0),
            Words = new OwnWords<TVector>
            {
                Low = Gather(cells, cell => cell.S & low),
                Up = Gather(cells, cell => TOps.SplitsDrive ? (cell.S >> L) + cell.NoiseY : cell.S + (cell.NoiseY << J)),
                Down = Gather(cells, cell => TOps.SplitsDrive ? (cell.S >> L) - cell.NoiseY : cell.S - (cell.NoiseY << J)),
                GainLow = Gather(cells, cell => CellConstants.LowPart(cell.EpsGain)),
                GainHigh = Gather(cells, cell => CellConstants.HighPart(cell.EpsGain)),
                NoiseUp = Gather(cells, cell => cell.NoiseX),
                NoiseDown = Gather(cells, cell => -cell.NoiseX),
            },
        };
    }

    private static TVector Gather(ReadOnlySpan<CellRegisters> cells, Func<CellRegisters, int> word)
    {
        Span<int> words = stackalloc int[TOps.Lanes];
        for (var lane = 0; lane < words.Length; lane++)
        {
            words[lane] = word(cells[lane]);
        }

        return TOps.Load(words);
    }

    private static void Store(in OwnLanes<TVector> lanes, Span<CellRegisters> cells, Span<bool> clamped)
    {
        Span<int> X = stackalloc int[TOps.Lanes], Yh = stackalloc int[TOps.Lanes], Yl = stackalloc int[TOps.Lanes];
        Span<int> u = stackalloc int[TOps.Lanes], v = stackalloc int[TOps.Lanes], marks = stackalloc int[TOps.Lanes];
        TOps.Store(lanes.X, X);
        TOps.Store(lanes.Yh, Yh);
        TOps.Store(lanes.Yl, Yl);
        TOps.Store(lanes.U, u);
        TOps.Store(lanes.V, v);
        TOps.Store(lanes.Clamped, marks);
        for (var lane = 0; lane < TOps.Lanes; lane++)
        {
            cells[lane] = cells[lane] with
            {
                State = new CellState(X[lane], Yh[lane], Yl[lane]),
                Noise = new NoiseGenerator((ushort)(u[lane] & 0xFFFF), (ushort)(v[lane] & 0xFFFF)),
            };
            clamped[lane] = marks[lane] != 0;
        }
    }
}
