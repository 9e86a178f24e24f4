using System.Runtime.CompilerServices;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>The registers of the vectors of cells that are advanced together.</summary>
internal struct LaneState<TVector>
    where TVector : unmanaged
{
    public TVector X0, X1, X2, X3, X4, X5;
    public TVector Yh0, Yh1, Yh2, Yh3, Yh4, Yh5;
    public TVector Yl0, Yl1, Yl2, Yl3, Yl4, Yl5;
    public TVector S0, S1, S2, S3, S4, S5;
    public TVector Clamped0, Clamped1, Clamped2, Clamped3, Clamped4, Clamped5;
}

/// <summary>
/// Four or six vectors of ideal cells in flight: enough independent work to hide the latency of the multiplies, as far as the processor has registers.
/// </summary>
internal sealed class LaneBlock<TOps, TVector> : IBlock
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
{
    /// <summary>The most vectors in flight.</summary>
    public const int MostVectors = 6;

    private readonly CellFormat _format;
    private readonly LaneConstants<TOps, TVector> _constants;
    private LaneState<TVector> _state;

    /// <summary>Starts cells.</summary>
    /// <param name="constants">Format, gains and initial state.</param>
    /// <param name="inputWords">S of six vectors of cells, also where fewer are in flight.</param>
    public LaneBlock(CellConstants constants, ReadOnlySpan<int> inputWords)
    {
        _format = constants.Format;
        _constants = new LaneConstants<TOps, TVector>(constants);
        ref var s = ref _state;
        s.X0 = s.X1 = s.X2 = s.X3 = s.X4 = s.X5 = TOps.Splat(constants.X0);
        s.Yh0 = s.Yh1 = s.Yh2 = s.Yh3 = s.Yh4 = s.Yh5 = TOps.Splat(constants.Yh0);
        s.Yl0 = s.Yl1 = s.Yl2 = s.Yl3 = s.Yl4 = s.Yl5 = TOps.Splat(constants.Yl0);
        s.S0 = TOps.Load(inputWords);
        s.S1 = TOps.Load(inputWords[TOps.Lanes..]);
        s.S2 = TOps.Load(inputWords[(2 * TOps.Lanes)..]);
        s.S3 = TOps.Load(inputWords[(3 * TOps.Lanes)..]);
        s.S4 = TOps.Load(inputWords[(4 * TOps.Lanes)..]);
        s.S5 = TOps.Load(inputWords[(5 * TOps.Lanes)..]);
    }

    /// <inheritdoc/>
    public unsafe void Advance(int steps, int stride, short* trace, nint rowLength, bool streams) =>
        Advance(ref _state, _constants, steps, trace == null ? Math.Max(1, steps) : stride, trace, rowLength, streams);

    /// <inheritdoc/>
    public void ReadY(Span<long> Y)
    {
        Span<int> Yh = stackalloc int[MostVectors * TOps.Lanes];
        Span<int> Yl = stackalloc int[MostVectors * TOps.Lanes];
        Spread(Yh, _state.Yh0, _state.Yh1, _state.Yh2, _state.Yh3, _state.Yh4, _state.Yh5);
        Spread(Yl, _state.Yl0, _state.Yl1, _state.Yl2, _state.Yl3, _state.Yl4, _state.Yl5);
        for (var cell = 0; cell < Y.Length; cell++)
        {
            Y[cell] = new CellState(0, Yh[cell], Yl[cell]).Y(_format);
        }
    }

    /// <inheritdoc/>
    public int End(int used)
    {
        Span<int> marks = stackalloc int[MostVectors * TOps.Lanes];
        Spread(marks, _state.Clamped0, _state.Clamped1, _state.Clamped2, _state.Clamped3, _state.Clamped4, _state.Clamped5);
        return used - marks[..used].Count(0);
    }

    // The hot loop. It makes no call, so that the cells' registers stay in the processor's; X is stored at the
    // first step and then every stride steps where a trace is wanted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Advance(
        ref LaneState<TVector> state, in LaneConstants<TOps, TVector> constants, int steps, int stride, short* trace, nint rowLength, bool streams)
    {
        unchecked
        {
            var c = constants;
            TVector X0 = state.X0, X1 = state.X1, X2 = state.X2, X3 = state.X3, X4 = state.X4, X5 = state.X5;
            TVector Yh0 = state.Yh0, Yh1 = state.Yh1, Yh2 = state.Yh2, Yh3 = state.Yh3, Yh4 = state.Yh4, Yh5 = state.Yh5;
            TVector Yl0 = state.Yl0, Yl1 = state.Yl1, Yl2 = state.Yl2, Yl3 = state.Yl3, Yl4 = state.Yl4, Yl5 = state.Yl5;
            TVector S0 = state.S0, S1 = state.S1, S2 = state.S2, S3 = state.S3, S4 = state.S4, S5 = state.S5;
            TVector C0 = state.Clamped0, C1 = state.Clamped1, C2 = state.Clamped2, C3 = state.Clamped3, C4 = state.Clamped4, C5 = state.Clamped5;
            for (var done = 0; done < steps; done += stride)
            {
                if (trace != null && streams)
                {
                    TOps.StreamWords(X0, trace);
                    TOps.StreamWords(X1, trace + TOps.Lanes);
                    TOps.StreamWords(X2, trace + (2 * TOps.Lanes));
                    TOps.StreamWords(X3, trace + (3 * TOps.Lanes));
                    if (TOps.VectorsInFlight > 4)
                    {
                        TOps.StreamWords(X4, trace + (4 * TOps.Lanes));
                        TOps.StreamWords(X5, trace + (5 * TOps.Lanes));
                    }

                    trace += rowLength;
                }
                else if (trace != null)
                {
                    TOps.StoreWords(X0, trace);
                    TOps.StoreWords(X1, trace + TOps.Lanes);
                    TOps.StoreWords(X2, trace + (2 * TOps.Lanes));
                    TOps.StoreWords(X3, trace + (3 * TOps.Lanes));
                    if (TOps.VectorsInFlight > 4)
                    {
                        TOps.StoreWords(X4, trace + (4 * TOps.Lanes));
                        TOps.StoreWords(X5, trace + (5 * TOps.Lanes));
                    }

                    trace += rowLength;
                }

                var length = stride < steps - done ? stride : steps - done;
                for (var n = 0; n < length; n++)
                {
                    LaneStep<TOps, TVector>.Advance(ref X0, ref Yh0, ref Yl0, S0, ref C0, c);
                    LaneStep<TOps, TVector>.Advance(ref X1, ref Yh1, ref Yl1, S1, ref C1, c);
                    LaneStep<TOps, TVector>.Advance(ref X2, ref Yh2, ref Yl2, S2, ref C2, c);
                    LaneStep<TOps, TVector>.Advance(ref X3, ref Yh3, ref Yl3, S3, ref C3, c);
                    if (TOps.VectorsInFlight > 4)
                    {
                        LaneStep<TOps, TVector>.Advance(ref X4, ref Yh4, ref Yl4, S4, ref C4, c);
                        LaneStep<TOps, TVector>.Advance(ref X5, ref Yh5, ref Yl5, S5, ref C5, c);
                    }
                }
            }

            (state.X0, state.X1, state.X2, state.X3, state.X4, state.X5) = (X0, X1, X2, X3, X4, X5);
            (state.Yh0, state.Yh1, state.Yh2, state.Yh3, state.Yh4, state.Yh5) = (Yh0, Yh1, Yh2, Yh3, Yh4, Yh5);
            (state.Yl0, state.Yl1, state.Yl2, state.Yl3, state.Yl4, state.Yl5) = (Yl0, Yl1, Yl2, Yl3, Yl4, Yl5);
            (state.Clamped0, state.Clamped1, state.Clamped2) = (C0, C1, C2);
            (state.Clamped3, state.Clamped4, state.Clamped5) = (C3, C4, C5);
        }
    }

    private static void Spread(Span<int> values, TVector v0, TVector v1, TVector v2, TVector v3, TVector v4, TVector v5)
    {
        TOps.Store(v0, values);
        TOps.Store(v1, values[TOps.Lanes..]);
        TOps.Store(v2, values[(2 * TOps.Lanes)..]);
        TOps.Store(v3, values[(3 * TOps.Lanes)..]);
        TOps.Store(v4, values[(4 * TOps.Lanes)..]);
        TOps.Store(v5, values[(5 * TOps.Lanes)..]);
    }
}
