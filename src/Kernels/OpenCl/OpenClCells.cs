using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.OpenCl;

/// <summary>A chunk of runs on the device: their words and their registers, laid out as the kernels read them;
/// ideal cells and per-cell parameters differ here.</summary>
internal sealed class OpenClCells
{
    private const int RowX = 0, RowYh = 1, RowYl = 2, RowClamped = 3, RowU = 4, RowV = 5;

    // One launch advances at most so many neuron-steps: a display stays responsive, and Ctrl-C is heard.
    private const long MaxLaunchSteps = 1L << 32;

    private readonly OpenClEngine _engine;
    private readonly OpenClSlot _slot;
    private readonly ArraySettings _settings;
    private readonly PerCellRuns? _runs;
    private readonly int _start;
    private int _step;
    private OpenClBuffer _state;

    /// <summary>Starts some runs.</summary>
    /// <param name="engine">The kernels.</param>
    /// <param name="slot">The queue and the memory.</param>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="runs">The per-cell parameters, or null for ideal cells.</param>
    /// <param name="start">Number of the first run in its batch.</param>
    /// <param name="inputWords">S of each run.</param>
    /// <param name="firstTrial">The trial of the batch's first N runs.</param>
    public OpenClCells(
        OpenClEngine engine, OpenClSlot slot, ArraySettings settings, PerCellRuns? runs, int start, ReadOnlySpan<int> inputWords, uint firstTrial)
    {
        (_engine, _slot, _settings, _runs, _start) = (engine, slot, settings, runs, start);
        Count = inputWords.Length;
        RowLength = (Count + engine.Form.RowMultiple - 1) / engine.Form.RowMultiple * engine.Form.RowMultiple;
        _step = runs?.FirstStep ?? 0;
        var words = slot.WordsHere.Take(WordRows * RowLength);
        var state = slot.StartHere.Take(StateRows * RowLength);
        if (runs is null)
        {
            LayIdeal(words, state, inputWords);
        }
        else
        {
            for (var cell = 0; cell < RowLength; cell++)
            {
                var run = Math.Min(cell, Count - 1); // the last run fills its group up
                Lay(words, state, cell, runs.Start(start + run, inputWords[run], firstTrial));
            }
        }

        slot.Words.Send(slot.Queue, slot.WordsHere);
        slot.Before.Send(slot.Queue, slot.StartHere);
        slot.After.Reserve((long)state.Length * sizeof(int));
        _state = slot.Before;
    }

    /// <summary>Runs of the chunk.</summary>
    public int Count { get; }

    /// <summary>Runs with those that fill up the last group.</summary>
    public int RowLength { get; }

    private int WordRows => _runs is null ? 1 : 5;

    private int StateRows => _runs is null ? 4 : 6;

    private int MostSteps => (int)Math.Clamp(MaxLaunchSteps / RowLength, 1, _engine.Form.MostSteps);

    /// <summary>Starts the kernels of the transient.</summary>
    public void PassTransient() => PassUnsampled(_slot.Before, _settings.Window.TransientSteps);

    /// <summary>Starts the kernels of the window.</summary>
    /// <param name="place">Where samples go; empty where none are kept.</param>
    public void PassWindow(TracePlace place)
    {
        var (steps, stride) = (_settings.Window.Steps, _settings.Window.Stride);
        if (place.Buffer is null)
        {
            PassUnsampled(_slot.After, steps);
            return;
        }

        // Launches of whole strides; of a stride that is too long for a launch, the first part takes the sample.
        var launch = Math.Max(1, MostSteps / stride) * Math.Min(stride, steps);
        for (var done = 0; done < steps; done += launch)
        {
            var length = Math.Min(launch, steps - done);
            var first = Math.Min(length, MostSteps);
            Advance(_slot.After, place, first, stride, done / stride);
            PassUnsampled(_slot.After, length - first);
        }
    }

    /// <summary>Starts to bring the registers of the window's ends back.</summary>
    public void FetchEnds()
    {
        _ = _slot.BeforeHere.Take(StateRows * RowLength);
        _ = _slot.AfterHere.Take(StateRows * RowLength);
        _slot.Before.Fetch(_slot.Queue, _slot.BeforeHere);
        _slot.After.Fetch(_slot.Queue, _slot.AfterHere);
    }

    /// <summary>Y of each run at the window's ends, once the queue is done (<see cref="FetchEnds"/>); keeps the registers of stateful cells.</summary>
    /// <param name="ends">Gets a pair a run.</param>
    /// <returns>The number of runs that saturated.</returns>
    public int TakeEnds(Span<WindowEnds> ends)
    {
        ReadOnlySpan<int> before = _slot.BeforeHere.Words, after = _slot.AfterHere.Words;
        var saturated = 0;
        var shift = _settings.Format.LowBits;
        for (var cell = 0; cell < Count; cell++)
        {
            ends[cell] = new WindowEnds(Y(before, cell, shift), Y(after, cell, shift));
            saturated += after[(RowClamped * RowLength) + cell] != 0 ? 1 : 0;
        }

        for (var cell = 0; cell < Count && _runs is { IsStateful: true }; cell++)
        {
            var noise = new NoiseGenerator(
                (ushort)(after[(RowU * RowLength) + cell] & 0xFFFF), (ushort)(after[(RowV * RowLength) + cell] & 0xFFFF));
            _runs.Keep((_start + cell) % _runs.PerCell.Count, State(after, cell), noise);
        }

        return saturated;
    }

    private void PassUnsampled(OpenClBuffer target, int steps)
    {
        for (var done = 0; done < steps; done += MostSteps)
        {
            var length = Math.Min(MostSteps, steps - done);
            Advance(target, default, length, length, 0);
        }
    }

    private void Advance(OpenClBuffer target, TracePlace place, int steps, int stride, int firstSample)
    {
        var form = _engine.Form;
        var (items, kernel) = (RowLength / (form.Lanes * form.Vectors), $"fhn_advance_{form.Vectors}");
        var trace = place.Buffer ?? _slot.Words; // a kernel that keeps no samples still wants some buffer
        var sampled = place.Buffer is null ? 0 : place.Streams ? 2 : 1;
        if (_runs is null)
        {
            _engine.Run.Start(
                _slot.Queue, kernel, (items, 1), form.LocalSize, _slot.Words, _state, target, trace,
                RowLength, place.RowLength, place.FirstColumn, place.Columns, steps, stride, firstSample, sampled);
        }
        else
        {
            _engine.Run.Start(
                _slot.Queue, kernel, (items, 1), form.LocalSize, _slot.Words, _state, target, trace,
                RowLength, place.RowLength, place.FirstColumn, place.Columns, steps, stride, firstSample, sampled, _step);
        }

        _state = target;
        _step = (_step + steps) % NoiseGenerator.StepsOfMove;
    }

    // Y, LSBs of 2^-(F+e+k).
    private long Y(ReadOnlySpan<int> state, int cell, int lowBits) => ((long)state[(RowYh * RowLength) + cell] << lowBits) + state[(RowYl * RowLength) + cell];

    private CellState State(ReadOnlySpan<int> state, int cell) =>
        new(state[(RowX * RowLength) + cell], state[(RowYh * RowLength) + cell], state[(RowYl * RowLength) + cell]);

    private void LayIdeal(Span<int> words, Span<int> state, ReadOnlySpan<int> inputWords)
    {
        inputWords.CopyTo(words);
        words[Count..].Fill(inputWords[^1]); // the last run fills its group up
        var (X, Yh, Yl) = _settings.Constants.InitialState;
        state.Slice(RowX * RowLength, RowLength).Fill(X);
        state.Slice(RowYh * RowLength, RowLength).Fill(Yh);
        state.Slice(RowYl * RowLength, RowLength).Fill(Yl);
        state.Slice(RowClamped * RowLength, RowLength).Clear();
    }

    private void Lay(Span<int> words, Span<int> state, int cell, CellRegisters registers)
    {
        var (splits, L) = (_engine.Form.Splits, _settings.Format.LowBits);
        ReadOnlySpan<int> perCell =
        [
            splits ? registers.S & ((1 << L) - 1) : registers.S, registers.S >> L,
            CellConstants.LowPart(registers.EpsGain), CellConstants.HighPart(registers.EpsGain), registers.IsStuck ? 0 : -1,
        ];
        for (var word = 0; word < perCell.Length; word++)
        {
            words[(word * RowLength) + cell] = perCell[word];
        }

        state[(RowX * RowLength) + cell] = registers.State.X;
        state[(RowYh * RowLength) + cell] = registers.State.Yh;
        state[(RowYl * RowLength) + cell] = registers.State.Yl;
        state[(RowClamped * RowLength) + cell] = 0;
        state[(RowU * RowLength) + cell] = registers.Noise.U;
        state[(RowV * RowLength) + cell] = registers.Noise.V;
    }
}
