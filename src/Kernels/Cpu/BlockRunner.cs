using System.Runtime.CompilerServices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>Runs a block of cells through transient and window. One block is the work of one core at a time.</summary>
internal interface IBlockRunner
{
    /// <summary>Cells in a block.</summary>
    int Cells { get; }

    /// <summary>Runs a block.</summary>
    /// <param name="inputWords">S of each cell; exactly <see cref="Cells"/> values.</param>
    /// <param name="trace">Where X of sample m, cell c goes: trace[m · rowLength + c]; null for no samples.</param>
    /// <param name="rowLength">Words from one sample to the next.</param>
    /// <param name="ends">Y at the window's ends, one pair a cell.</param>
    /// <param name="clamped">True for cells whose X saturated at least once.</param>
    unsafe void Run(ReadOnlySpan<int> inputWords, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped);
}

/// <summary>The registers of the four vectors of cells that are advanced together.</summary>
internal struct LaneState<TVector>
    where TVector : unmanaged
{
    public TVector X0, X1, X2, X3, Yh0, Yh1, Yh2, Yh3, Yl0, Yl1, Yl2, Yl3, S0, S1, S2, S3, Clamped0, Clamped1, Clamped2, Clamped3;
}

/// <summary>Four vectors in flight: enough independent work to hide the latency of the multiplies.</summary>
internal sealed class BlockRunner<TOps, TVector>(ArraySettings settings) : IBlockRunner
    where TOps : struct, ILaneOps<TVector>
    where TVector : unmanaged
{
    private readonly CellConstants _constants = settings.Constants;
    private readonly Window _window = settings.Window;

    public int Cells => 4 * TOps.Lanes;

    public unsafe void Run(ReadOnlySpan<int> inputWords, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped)
    {
        Span<long> first = stackalloc long[Cells];
        Span<long> last = stackalloc long[Cells];
        var constants = new LaneConstants<TOps, TVector>(_constants);
        var state = Start(inputWords);

        Advance(ref state, constants, _window.TransientSteps, Math.Max(1, _window.TransientSteps), null, 0);
        TakeY(state, first);
        Advance(ref state, constants, _window.Steps, trace == null ? _window.Steps : _window.Stride, trace, rowLength);
        TakeY(state, last);

        for (var cell = 0; cell < ends.Length; cell++)
        {
            ends[cell] = new WindowEnds(first[cell], last[cell]);
        }

        TakeClamped(state, clamped);
    }

    private LaneState<TVector> Start(ReadOnlySpan<int> inputWords)
    {
        var state = default(LaneState<TVector>);
        state.X0 = state.X1 = state.X2 = state.X3 = TOps.Splat(_constants.X0);
        state.Yh0 = state.Yh1 = state.Yh2 = state.Yh3 = TOps.Splat(_constants.Yh0);
        state.Yl0 = state.Yl1 = state.Yl2 = state.Yl3 = TOps.Splat(_constants.Yl0);
        state.S0 = TOps.Load(inputWords);
        state.S1 = TOps.Load(inputWords[TOps.Lanes..]);
        state.S2 = TOps.Load(inputWords[(2 * TOps.Lanes)..]);
        state.S3 = TOps.Load(inputWords[(3 * TOps.Lanes)..]);
        return state;
    }

    // The hot loop. It makes no call, so that the cells' registers stay in the processor's; X is stored at the
    // first step and then every stride steps where a trace is wanted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Advance(
        ref LaneState<TVector> state, in LaneConstants<TOps, TVector> constants, int steps, int stride, short* trace, nint rowLength)
    {
        unchecked
        {
            var c = constants;
            TVector X0 = state.X0, X1 = state.X1, X2 = state.X2, X3 = state.X3;
            TVector Yh0 = state.Yh0, Yh1 = state.Yh1, Yh2 = state.Yh2, Yh3 = state.Yh3;
            TVector Yl0 = state.Yl0, Yl1 = state.Yl1, Yl2 = state.Yl2, Yl3 = state.Yl3;
            TVector S0 = state.S0, S1 = state.S1, S2 = state.S2, S3 = state.S3;
            TVector C0 = state.Clamped0, C1 = state.Clamped1, C2 = state.Clamped2, C3 = state.Clamped3;
            for (var done = 0; done < steps; done += stride)
            {
                if (trace != null)
                {
                    TOps.StoreWords(X0, trace);
                    TOps.StoreWords(X1, trace + TOps.Lanes);
                    TOps.StoreWords(X2, trace + (2 * TOps.Lanes));
                    TOps.StoreWords(X3, trace + (3 * TOps.Lanes));
                    trace += rowLength;
                }

                var length = stride < steps - done ? stride : steps - done;
                for (var n = 0; n < length; n++)
                {
                    LaneStep<TOps, TVector>.Advance(ref X0, ref Yh0, ref Yl0, S0, ref C0, c);
                    LaneStep<TOps, TVector>.Advance(ref X1, ref Yh1, ref Yl1, S1, ref C1, c);
                    LaneStep<TOps, TVector>.Advance(ref X2, ref Yh2, ref Yl2, S2, ref C2, c);
                    LaneStep<TOps, TVector>.Advance(ref X3, ref Yh3, ref Yl3, S3, ref C3, c);
                }
            }

            (state.X0, state.X1, state.X2, state.X3) = (X0, X1, X2, X3);
            (state.Yh0, state.Yh1, state.Yh2, state.Yh3) = (Yh0, Yh1, Yh2, Yh3);
            (state.Yl0, state.Yl1, state.Yl2, state.Yl3) = (Yl0, Yl1, Yl2, Yl3);
            (state.Clamped0, state.Clamped1, state.Clamped2, state.Clamped3) = (C0, C1, C2, C3);
        }
    }

    // Y of each cell from its two registers, LSBs of 2^-(F+e+k).
    private void TakeY(in LaneState<TVector> state, Span<long> Y)
    {
        Span<int> Yh = stackalloc int[Cells];
        Span<int> Yl = stackalloc int[Cells];
        Spread(Yh, state.Yh0, state.Yh1, state.Yh2, state.Yh3);
        Spread(Yl, state.Yl0, state.Yl1, state.Yl2, state.Yl3);
        for (var cell = 0; cell < Y.Length; cell++)
        {
            Y[cell] = new CellState(0, Yh[cell], Yl[cell]).Y(_constants.Format);
        }
    }

    private void TakeClamped(in LaneState<TVector> state, Span<bool> clamped)
    {
        Span<int> marks = stackalloc int[Cells];
        Spread(marks, state.Clamped0, state.Clamped1, state.Clamped2, state.Clamped3);
        for (var cell = 0; cell < marks.Length; cell++)
        {
            clamped[cell] = marks[cell] != 0;
        }
    }

    private static void Spread(Span<int> values, TVector v0, TVector v1, TVector v2, TVector v3)
    {
        TOps.Store(v0, values);
        TOps.Store(v1, values[TOps.Lanes..]);
        TOps.Store(v2, values[(2 * TOps.Lanes)..]);
        TOps.Store(v3, values[(3 * TOps.Lanes)..]);
    }
}
