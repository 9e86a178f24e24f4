using System.Runtime.CompilerServices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Cpu;

/// <summary>Runs a block of cells with per-cell parameters through transient and window.</summary>
internal interface IPerCellRunner
{
    /// <summary>Cells in a block.</summary>
    int Cells { get; }

    /// <summary>Runs a block.</summary>
    /// <param name="cells">The registers of each cell, exactly <see cref="Cells"/>; they come back as they are after the run.</param>
    /// <param name="firstStep">n of the first step, modulo 8, from which the generators' moves follow.</param>
    /// <param name="trace">Where X of sample m, cell c goes: trace[m · rowLength + c]; null for no samples.</param>
    /// <param name="rowLength">Words from one sample to the next.</param>
    /// <param name="ends">Y at the window's ends, one pair a cell.</param>
    /// <param name="clamped">True for cells whose X saturated at least once.</param>
    unsafe void Run(Span<CellRegisters> cells, int firstStep, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped);
}

/// <summary>A vector of cells: registers that change and words that are constant.</summary>
internal struct PerCellLanes<TVector>
    where TVector : unmanaged
{
    public TVector X, Yh, Yl, Clamped, U, V;
    public PerCellWords<TVector> Words;
}

/// <summary>Four vectors in flight, as where cells are alike: enough independent work to hide the latency of the multiplies.</summary>
internal sealed class PerCellRunner<TOps, TVector, TCells>(ArraySettings settings) : IPerCellRunner
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
    where TCells : struct, IPerCellKind
{
    private readonly CellConstants _constants = settings.Constants;
    private readonly Window _window = settings.Window;
    private readonly LaneNoise<TOps, TVector> _noise = new(settings.PerCell!, settings.Format);

    public int Cells => 4 * TOps.Lanes;

    public unsafe void Run(Span<CellRegisters> cells, int firstStep, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped)
    {
        Span<long> first = stackalloc long[Cells];
        var constants = new LaneConstants<TOps, TVector>(_constants);
        var a = Load(cells.Slice(0 * TOps.Lanes, TOps.Lanes));
        var b = Load(cells.Slice(1 * TOps.Lanes, TOps.Lanes));
        var c = Load(cells.Slice(2 * TOps.Lanes, TOps.Lanes));
        var d = Load(cells.Slice(3 * TOps.Lanes, TOps.Lanes));

        Advance(ref a, ref b, ref c, ref d, constants, _noise, firstStep, _window.TransientSteps, Math.Max(1, _window.TransientSteps), null, 0);
        Store(a, cells.Slice(0 * TOps.Lanes, TOps.Lanes), clamped[(0 * TOps.Lanes)..]);
        Store(b, cells.Slice(1 * TOps.Lanes, TOps.Lanes), clamped[(1 * TOps.Lanes)..]);
        Store(c, cells.Slice(2 * TOps.Lanes, TOps.Lanes), clamped[(2 * TOps.Lanes)..]);
        Store(d, cells.Slice(3 * TOps.Lanes, TOps.Lanes), clamped[(3 * TOps.Lanes)..]);
        for (var cell = 0; cell < Cells; cell++)
        {
            first[cell] = cells[cell].State.Y(_constants.Format);
        }

        var next = (firstStep + _window.TransientSteps) % NoiseGenerator.StepsOfMove;
        Advance(ref a, ref b, ref c, ref d, constants, _noise, next, _window.Steps, trace == null ? _window.Steps : _window.Stride, trace, rowLength);
        Store(a, cells.Slice(0 * TOps.Lanes, TOps.Lanes), clamped[(0 * TOps.Lanes)..]);
        Store(b, cells.Slice(1 * TOps.Lanes, TOps.Lanes), clamped[(1 * TOps.Lanes)..]);
        Store(c, cells.Slice(2 * TOps.Lanes, TOps.Lanes), clamped[(2 * TOps.Lanes)..]);
        Store(d, cells.Slice(3 * TOps.Lanes, TOps.Lanes), clamped[(3 * TOps.Lanes)..]);
        for (var cell = 0; cell < Cells; cell++)
        {
            ends[cell] = new WindowEnds(first[cell], cells[cell].State.Y(_constants.Format));
        }
    }

    // The hot loop; it makes no call. The generators move in every eighth step, n counting from the run's first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Advance(
        ref PerCellLanes<TVector> a, ref PerCellLanes<TVector> b,
        ref PerCellLanes<TVector> c, ref PerCellLanes<TVector> d,
        in LaneConstants<TOps, TVector> constants,
        in LaneNoise<TOps, TVector> amplitudes, int firstStep, int steps, int stride, short* trace, nint rowLength)
    {
        unchecked
        {
            var (format, noise, wordsA, wordsB, wordsC, wordsD) = (constants, amplitudes, a.Words, b.Words, c.Words, d.Words);
            TVector XA = a.X, YhA = a.Yh, YlA = a.Yl, uA = a.U, vA = a.V, bitsA = a.V, clampedA = a.Clamped;
            TVector XB = b.X, YhB = b.Yh, YlB = b.Yl, uB = b.U, vB = b.V, bitsB = b.V, clampedB = b.Clamped;
            TVector XC = c.X, YhC = c.Yh, YlC = c.Yl, uC = c.U, vC = c.V, bitsC = c.V, clampedC = c.Clamped;
            TVector XD = d.X, YhD = d.Yh, YlD = d.Yl, uD = d.U, vD = d.V, bitsD = d.V, clampedD = d.Clamped;
            for (var used = 0; used < firstStep; used++)
            {
                bitsA = TOps.NextBits(bitsA);
                bitsB = TOps.NextBits(bitsB);
                bitsC = TOps.NextBits(bitsC);
                bitsD = TOps.NextBits(bitsD);
            }

            var j = firstStep;
            for (var done = 0; done < steps; done += stride)
            {
                if (trace != null)
                {
                    TOps.StoreWords(XA, trace + (0 * TOps.Lanes));
                    TOps.StoreWords(XB, trace + (1 * TOps.Lanes));
                    TOps.StoreWords(XC, trace + (2 * TOps.Lanes));
                    TOps.StoreWords(XD, trace + (3 * TOps.Lanes));
                    trace += rowLength;
                }

                var length = stride < steps - done ? stride : steps - done;
                for (var n = 0; n < length; n++)
                {
                    if (TCells.HasNoise && j == 0)
                    {
                        TOps.MoveNoise(ref uA, ref vA);
                        TOps.MoveNoise(ref uB, ref vB);
                        TOps.MoveNoise(ref uC, ref vC);
                        TOps.MoveNoise(ref uD, ref vD);
                        (bitsA, bitsB, bitsC, bitsD) = (vA, vB, vC, vD);
                    }

                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XA, ref YhA, ref YlA, ref clampedA, bitsA, wordsA, noise, format);
                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XB, ref YhB, ref YlB, ref clampedB, bitsB, wordsB, noise, format);
                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XC, ref YhC, ref YlC, ref clampedC, bitsC, wordsC, noise, format);
                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XD, ref YhD, ref YlD, ref clampedD, bitsD, wordsD, noise, format);
                    if (TCells.HasNoise)
                    {
                        bitsA = TOps.NextBits(bitsA);
                        bitsB = TOps.NextBits(bitsB);
                        bitsC = TOps.NextBits(bitsC);
                        bitsD = TOps.NextBits(bitsD);
                        j = (j + 1) & (NoiseGenerator.StepsOfMove - 1);
                    }
                }
            }

            (a.X, a.Yh, a.Yl, a.U, a.V, a.Clamped) = (XA, YhA, YlA, uA, vA, clampedA);
            (b.X, b.Yh, b.Yl, b.U, b.V, b.Clamped) = (XB, YhB, YlB, uB, vB, clampedB);
            (c.X, c.Yh, c.Yl, c.U, c.V, c.Clamped) = (XC, YhC, YlC, uC, vC, clampedC);
            (d.X, d.Yh, d.Yl, d.U, d.V, d.Clamped) = (XD, YhD, YlD, uD, vD, clampedD);
        }
    }

    private PerCellLanes<TVector> Load(ReadOnlySpan<CellRegisters> cells)
    {
        var (L, XMax) = (_constants.Format.LowBits, _constants.Format.XMax);
        var low = (1 << L) - 1;
        return new PerCellLanes<TVector>
        {
            X = Gather(cells, cell => cell.State.X),
            Yh = Gather(cells, cell => cell.State.Yh),
            Yl = Gather(cells, cell => cell.State.Yl),
            U = Gather(cells, cell => cell.Noise.U),
            V = Gather(cells, cell => cell.Noise.V),
            Clamped = TOps.Splat(0),
            Words = new PerCellWords<TVector>
            {
                Low = Gather(cells, cell => TOps.SplitsInputWord ? cell.S & low : cell.S),
                High = Gather(cells, cell => cell.S >> L),
                GainLow = Gather(cells, cell => CellConstants.LowPart(cell.EpsGain)),
                GainHigh = Gather(cells, cell => CellConstants.HighPart(cell.EpsGain)),
                XLeast = Gather(cells, cell => cell.IsStuck ? cell.State.X : -XMax),
                XMost = Gather(cells, cell => cell.IsStuck ? cell.State.X : XMax),
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

    private static void Store(in PerCellLanes<TVector> lanes, Span<CellRegisters> cells, Span<bool> clamped)
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
            // A stuck cell has no noise, but its lane was given some: undo it.
            var cell = cells[lane];
            cells[lane] = cell with
            {
                State = cell.IsStuck ? cell.State : new CellState(X[lane], Yh[lane], Yl[lane]),
                Noise = new NoiseGenerator((ushort)(u[lane] & 0xFFFF), (ushort)(v[lane] & 0xFFFF)),
            };
            clamped[lane] = marks[lane] != 0 && !cell.IsStuck;
        }
    }
}
