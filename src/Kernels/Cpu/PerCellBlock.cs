using System.Runtime.CompilerServices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Cpu;

/// <summary>A vector of cells: registers that change and words that are constant.</summary>
internal struct PerCellLanes<TVector>
    where TVector : unmanaged
{
    public TVector X, Yh, Yl, Clamped, U, V, Far;
    public PerCellWords<TVector> Words;
}

/// <summary>Four vectors in flight: enough independent work to hide the latency of the multiplies.</summary>
internal sealed class PerCellBlock<TOps, TVector, TCells> : IBlock
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
    where TCells : struct, IPerCellKind
{
    private const int AnyBit = -1, TopBit = int.MinValue; // of a lane's mark, whose sign is carried into 32 bits

    private readonly CellFormat _format;
    private readonly LaneConstants<TOps, TVector> _constants;
    private readonly LaneNoise<TOps, TVector> _noise;
    private readonly PerCellRuns _runs;
    private readonly int _run;
    private readonly CellRegisters[] _cells;
    private PerCellLanes<TVector> _a, _b, _c, _d;
    private int _step; // n of the next step, modulo 8, from which the generators' moves follow

    /// <summary>Starts cells.</summary>
    /// <param name="settings">Format and gains.</param>
    /// <param name="noise">The amplitudes.</param>
    /// <param name="runs">Where stateful cells keep their registers.</param>
    /// <param name="run">The first run's number in the batch.</param>
    /// <param name="cells">The registers of each cell, of four vectors; from here on they are the block's.</param>
    public PerCellBlock(ArraySettings settings, LaneNoise<TOps, TVector> noise, PerCellRuns runs, int run, CellRegisters[] cells)
    {
        _format = settings.Format;
        _constants = new LaneConstants<TOps, TVector>(settings.Constants);
        (_noise, _runs, _run, _cells, _step) = (noise, runs, run, cells, runs.FirstStep);
        (_a, _b, _c, _d) = (Load(OfVector(0)), Load(OfVector(1)), Load(OfVector(2)), Load(OfVector(3)));
    }

    /// <inheritdoc/>
    public unsafe void Advance(int steps, int stride, short* trace, nint rowLength, bool streams)
    {
        Advance(ref _a, ref _b, ref _c, ref _d, _constants, _noise, _step, steps, trace == null ? Math.Max(1, steps) : stride, trace, rowLength);
        _step = (_step + steps) % NoiseGenerator.StepsOfMove;
    }

    /// <inheritdoc/>
    public void ReadY(Span<long> Y)
    {
        StoreAll();
        for (var cell = 0; cell < Y.Length; cell++)
        {
            Y[cell] = _cells[cell].State.Y(_format);
        }
    }

    /// <inheritdoc/>
    public int End(int used)
    {
        StoreAll();
        for (var cell = 0; cell < used && _runs.IsStateful; cell++)
        {
            _runs.Keep((_run + cell) % _runs.PerCell.Count, _cells[cell].State, _cells[cell].Noise);
        }

        return Marked(_a.Clamped, 0, used, AnyBit) + Marked(_b.Clamped, 1, used, AnyBit)
            + Marked(_c.Clamped, 2, used, AnyBit) + Marked(_d.Clamped, 3, used, AnyBit);
    }

    /// <inheritdoc/>
    public bool HasLeftLanes(int used) => TCells.AreWatched
        && Marked(_a.Far, 0, used, TopBit) + Marked(_b.Far, 1, used, TopBit) + Marked(_c.Far, 2, used, TopBit) + Marked(_d.Far, 3, used, TopBit) > 0;

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
            TVector XA = a.X, YhA = a.Yh, YlA = a.Yl, uA = a.U, vA = a.V, clampedA = a.Clamped, farA = a.Far;
            TVector XB = b.X, YhB = b.Yh, YlB = b.Yl, uB = b.U, vB = b.V, clampedB = b.Clamped, farB = b.Far;
            TVector XC = c.X, YhC = c.Yh, YlC = c.Yl, uC = c.U, vC = c.V, clampedC = c.Clamped, farC = c.Far;
            TVector XD = d.X, YhD = d.Yh, YlD = d.Yl, uD = d.U, vD = d.V, clampedD = d.Clamped, farD = d.Far;
            var (bitX, bitY) = (noise.FirstBitX, noise.FirstBitY);
            for (var used = 0; used < firstStep; used++)
            {
                (bitX, bitY) = (TOps.NextBit(bitX), TOps.NextBit(bitY));
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
                        (bitX, bitY) = (noise.FirstBitX, noise.FirstBitY);
                        if (TCells.AreWatched)
                        {
                            farA = MarkFar(farA, YhA);
                            farB = MarkFar(farB, YhB);
                            farC = MarkFar(farC, YhC);
                            farD = MarkFar(farD, YhD);
                        }
                    }

                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XA, ref YhA, ref YlA, ref clampedA, vA, bitX, bitY, wordsA, noise, format);
                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XB, ref YhB, ref YlB, ref clampedB, vB, bitX, bitY, wordsB, noise, format);
                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XC, ref YhC, ref YlC, ref clampedC, vC, bitX, bitY, wordsC, noise, format);
                    PerCellLaneStep<TOps, TVector, TCells>.Advance(ref XD, ref YhD, ref YlD, ref clampedD, vD, bitX, bitY, wordsD, noise, format);
                    if (TCells.HasNoise)
                    {
                        (bitX, bitY) = (TOps.NextBit(bitX), TOps.NextBit(bitY));
                        j = (j + 1) & (NoiseGenerator.StepsOfMove - 1);
                    }
                }
            }

            (a.X, a.Yh, a.Yl, a.U, a.V, a.Clamped, a.Far) = (XA, YhA, YlA, uA, vA, clampedA, farA);
            (b.X, b.Yh, b.Yl, b.U, b.V, b.Clamped, b.Far) = (XB, YhB, YlB, uB, vB, clampedB, farB);
            (c.X, c.Yh, c.Yl, c.U, c.V, c.Clamped, c.Far) = (XC, YhC, YlC, uC, vC, clampedC, farC);
            (d.X, d.Yh, d.Yl, d.U, d.V, d.Clamped, d.Far) = (XD, YhD, YlD, uD, vD, clampedD, farD);
        }
    }

    private Span<CellRegisters> OfVector(int vector) => _cells.AsSpan(vector * TOps.Lanes, TOps.Lanes);

    private void StoreAll()
    {
        Store(_a, OfVector(0));
        Store(_b, OfVector(1));
        Store(_c, OfVector(2));
        Store(_d, OfVector(3));
    }

    // Marks the top bit of lanes of 16 bits whose two top bits differ: |Yh| is 2^14 or more.
    private static TVector MarkFar(TVector far, TVector Yh) => TOps.MarkDifference(far, Yh, TOps.Add(Yh, Yh));

    // The cells of a vector that have one of some bits of their mark. A stuck cell does not count: its lane was given noise that is undone.
    private int Marked(TVector lanes, int vector, int used, int bits)
    {
        Span<int> marks = stackalloc int[TOps.Lanes];
        TOps.Store(lanes, marks);
        var count = 0;
        for (var lane = 0; lane < marks.Length; lane++)
        {
            var cell = (vector * TOps.Lanes) + lane;
            count += cell < used && (marks[lane] & bits) != 0 && !_cells[cell].IsStuck ? 1 : 0;
        }

        return count;
    }

    private PerCellLanes<TVector> Load(ReadOnlySpan<CellRegisters> cells)
    {
        var (L, XMax) = (_format.LowBits, _format.XMax);
        var low = (1 << L) - 1;
        return new PerCellLanes<TVector>
        {
            X = Gather(cells, cell => cell.State.X),
            Yh = Gather(cells, cell => cell.State.Yh),
            Yl = Gather(cells, cell => cell.State.Yl),
            U = Gather(cells, cell => cell.Noise.U),
            V = Gather(cells, cell => cell.Noise.V),
            Clamped = TOps.Splat(0),
            Far = TOps.Splat(0),
            Words = new PerCellWords<TVector>
            {
                Low = Gather(cells, cell => TOps.SplitsInputWord ? cell.S & low : cell.S),
                High = Gather(cells, cell => cell.S >> L),
                GainLow = Gather(cells, cell => CellConstants.LowPart(cell.EpsGain)),
                GainHigh = Gather(cells, cell => CellConstants.HighPart(cell.EpsGain)),
                XLeast = Gather(cells, cell => cell.IsStuck ? cell.State.X : -XMax),
                XMost = Gather(cells, cell => cell.IsStuck ? cell.State.X : XMax),
                Down = Gather(cells, cell => (TOps.SplitsInputWord ? cell.S >> L : cell.S) - _noise.AmplitudeY),
                Up = Gather(cells, cell => (TOps.SplitsInputWord ? cell.S >> L : cell.S) + _noise.AmplitudeY),
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

    private static void Store(in PerCellLanes<TVector> lanes, Span<CellRegisters> cells)
    {
        Span<int> X = stackalloc int[TOps.Lanes], Yh = stackalloc int[TOps.Lanes], Yl = stackalloc int[TOps.Lanes];
        Span<int> u = stackalloc int[TOps.Lanes], v = stackalloc int[TOps.Lanes];
        TOps.Store(lanes.X, X);
        TOps.Store(lanes.Yh, Yh);
        TOps.Store(lanes.Yl, Yl);
        TOps.Store(lanes.U, u);
        TOps.Store(lanes.V, v);
        for (var lane = 0; lane < TOps.Lanes; lane++)
        {
            // A stuck cell has no noise, but its lane was given some: undo it.
            var cell = cells[lane];
            cells[lane] = cell with
            {
                State = cell.IsStuck ? cell.State : new CellState(X[lane], Yh[lane], Yl[lane]),
                Noise = new NoiseGenerator((ushort)(u[lane] & 0xFFFF), (ushort)(v[lane] & 0xFFFF)),
            };
        }
    }
}
