using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.OpenCl;

/// <summary>A chunk of runs on the device: their words and their state, laid out as the kernels read them. Ideal cells and populations differ here.</summary>
internal sealed class OpenClCells : IDisposable
{
    private const int RowX = 0, RowYh = 1, RowYl = 2, RowClamped = 3, RowU = 4, RowV = 5;

    private readonly OpenClProgram _program;
    private readonly ArraySettings _settings;
    private readonly PerCellRuns? _runs;
    private readonly int _rowLength;
    private readonly int _start;
    private readonly OpenClBuffer _words, _state;
    private int _step;

    /// <summary>Starts some runs.</summary>
    /// <param name="program">The kernels.</param>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="runs">The population, or null for ideal cells.</param>
    /// <param name="start">Number of the first run in its batch.</param>
    /// <param name="inputWords">S of each run.</param>
    /// <param name="rowLength">Runs with those that fill up the last group.</param>
    /// <param name="firstTrial">The trial of the batch's first N runs.</param>
    public OpenClCells(
        OpenClProgram program, ArraySettings settings, PerCellRuns? runs, int start, ReadOnlySpan<int> inputWords, int rowLength, uint firstTrial)
    {
        _program = program;
        _settings = settings;
        _runs = runs;
        _rowLength = rowLength;
        _start = start;
        _step = runs?.FirstStep ?? 0;
        var words = new int[WordRows * rowLength];
        var state = new int[StateRows * rowLength];
        for (var cell = 0; cell < rowLength; cell++)
        {
            var run = Math.Min(cell, inputWords.Length - 1); // the last run fills its group up
            Lay(words, state, cell, start + run, inputWords[run], firstTrial);
        }

        _words = OpenClBuffer.Of<int>(program, words);
        _state = OpenClBuffer.Of<int>(program, state);
    }

    private int WordRows => _runs is null ? 1 : 5;

    private int StateRows => _runs is null ? 4 : 6;

    /// <summary>Starts the kernel that advances all cells, and waits for it.</summary>
    /// <param name="trace">Where samples go.</param>
    /// <param name="steps">Steps to take.</param>
    /// <param name="stride">Steps from one sample to the next.</param>
    /// <param name="firstSample">Row of the first sample.</param>
    /// <param name="sampled">Whether samples are kept.</param>
    public void Advance(OpenClBuffer trace, int steps, int stride, int firstSample, bool sampled)
    {
        var items = _rowLength / (_program.Form.Lanes * _program.Form.Vectors);
        if (_runs is null)
        {
            _program.Start(
                "fhn_advance", (items, 1), _program.Form.LocalSize,
                _words, _state, trace, _rowLength, steps, stride, firstSample, sampled ? 1 : 0);
        }
        else
        {
            _program.Start(
                "fhn_advance_own", (items, 1), _program.Form.LocalSize,
                _words, _state, trace, _rowLength, steps, stride, firstSample, sampled ? 1 : 0, _step);
        }

        _step = (_step + steps) % NoiseGenerator.StepsOfMove;
        _program.Finish();
    }

    /// <summary>The cells' registers as they stand, row by row.</summary>
    public int[] Read()
    {
        var state = new int[StateRows * _rowLength];
        _state.Read<int>(state);
        return state;
    }

    /// <summary>Y of a cell, LSBs of 2^-(F+e+k).</summary>
    public long Y(int[] state, int cell) => State(state, cell).Y(_settings.Format);

    /// <summary>Whether X of a cell was ever held at its bound.</summary>
    public bool Clamped(int[] state, int cell) => state[(RowClamped * _rowLength) + cell] != 0;

    /// <summary>Keeps the registers of cells that run on.</summary>
    public void Keep(int[] state, int count)
    {
        for (var cell = 0; cell < count && _runs is { IsStateful: true }; cell++)
        {
            var noise = new NoiseGenerator(
                (ushort)(state[(RowU * _rowLength) + cell] & 0xFFFF), (ushort)(state[(RowV * _rowLength) + cell] & 0xFFFF));
            _runs.Keep((_start + cell) % _runs.PerCell.Count, State(state, cell), noise);
        }
    }

    public void Dispose()
    {
        _words.Dispose();
        _state.Dispose();
    }

    private CellState State(int[] state, int cell) =>
        new(state[(RowX * _rowLength) + cell], state[(RowYh * _rowLength) + cell], state[(RowYl * _rowLength) + cell]);

    private void Lay(int[] words, int[] state, int cell, int run, int drive, uint firstTrial)
    {
        if (_runs is null)
        {
            words[cell] = drive;
            LayState(state, cell, _settings.Constants.InitialState);
            return;
        }

        var perCellWords = _runs.Start(run, drive, firstTrial);
        var (splits, L) = (_program.Form.Splits, _settings.Format.LowBits);
        int[] row =
        [
            splits ? perCellWords.S & ((1 << L) - 1) : perCellWords.S, perCellWords.S >> L,
            CellConstants.LowPart(perCellWords.EpsGain), CellConstants.HighPart(perCellWords.EpsGain), perCellWords.IsStuck ? 0 : -1,
        ];
        for (var word = 0; word < row.Length; word++)
        {
            words[(word * _rowLength) + cell] = row[word];
        }

        LayState(state, cell, perCellWords.State);
        state[(RowU * _rowLength) + cell] = perCellWords.Noise.U;
        state[(RowV * _rowLength) + cell] = perCellWords.Noise.V;
    }

    private void LayState(int[] state, int cell, CellState registers)
    {
        state[(RowX * _rowLength) + cell] = registers.X;
        state[(RowYh * _rowLength) + cell] = registers.Yh;
        state[(RowYl * _rowLength) + cell] = registers.Yl;
    }
}
