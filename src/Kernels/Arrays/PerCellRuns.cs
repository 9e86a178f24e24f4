using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Arrays;

/// <summary>
/// The registers that the runs of cells with per-cell parameters start from. Stateful cells keep theirs here from batch to batch; all others
/// start from their initial state in each trial.
/// </summary>
/// <remarks>Stateful cells must be used by one thread at a time, since each trial starts where the one before it ended.</remarks>
public sealed class PerCellRuns
{
    private readonly PerCellParameters _perCell;
    private readonly ArraySettings _settings;
    private CellState[] _states = [];
    private NoiseGenerator[] _noise = [];
    private long _step;

    /// <summary>Starts the cells.</summary>
    /// <param name="settings">The settings of the array; they have per-cell parameters.</param>
    public PerCellRuns(ArraySettings settings)
    {
        _settings = settings;
        _perCell = settings.PerCell ?? throw new ArgumentException("All cells are alike.", nameof(settings));
        if (IsStateful)
        {
            Reset();
        }
    }

    /// <summary>True where cells are not reset between trials.</summary>
    public bool IsStateful => _perCell.Imperfections.Stateful;

    /// <summary>The cells.</summary>
    public PerCellParameters PerCell => _perCell;

    /// <summary>n of the next trial's first step, modulo 8, from which the generators' moves follow.</summary>
    public int FirstStep => (int)(_step % NoiseGenerator.StepsOfMove);

    /// <summary>
    /// The registers of stateful cells, so that a run can be continued to the same bits: steps so far, then X, Yh, Yl, u and v of each cell.
    /// Empty where cells are reset between trials.
    /// </summary>
    /// <exception cref="InvalidSettingException">The registers are those of another number of cells.</exception>
    public long[] Memory
    {
        get => IsStateful
            ? [_step, .. _states.Zip(_noise).SelectMany(cell =>
                new long[] { cell.First.X, cell.First.Yh, cell.First.Yl, cell.Second.U, cell.Second.V })]
            : [];
        set
        {
            if (value.Length != (IsStateful ? 1 + (5 * _perCell.Count) : 0))
            {
                throw OtherMemory();
            }

            if (!IsStateful)
            {
                return;
            }

            _step = value[0];
            for (var cell = 0; cell < _states.Length; cell++)
            {
                var words = value.AsSpan(1 + (5 * cell), 5);
                _states[cell] = new CellState((int)words[0], (int)words[1], (int)words[2]);
                _noise[cell] = new NoiseGenerator((ushort)words[3], (ushort)words[4]);
            }
        }
    }

    /// <summary>The error of registers that belong to another array.</summary>
    internal static InvalidSettingException OtherMemory() =>
        new("The registers of the cells are those of another array; continue the run with the array that it was begun on.");

    /// <summary>The registers of a run before its first step.</summary>
    /// <param name="run">Its number in the batch.</param>
    /// <param name="inputWord">Its S.</param>
    /// <param name="firstTrial">The trial of the batch's first N runs.</param>
    public CellRegisters Start(int run, int inputWord, uint firstTrial)
    {
        var cell = run % _perCell.Count;
        var words = _perCell.Cells[cell];
        return IsStateful
            ? new(inputWord, words.EpsGain, _states[cell], words.NoiseX, words.NoiseY, _noise[cell])
            : new(inputWord, words.EpsGain, words.Start, words.NoiseX, words.NoiseY,
                _perCell.Generator(cell, RunInputWords.TrialOf(run, firstTrial, _perCell.Count)));
    }

    /// <summary>Keeps a cell's registers after a trial; does nothing where cells are reset between trials.</summary>
    public void Keep(int cell, CellState state, NoiseGenerator noise)
    {
        if (IsStateful)
        {
            (_states[cell], _noise[cell]) = (state, noise);
        }
    }

    /// <summary>Counts a trial of all cells; where they are reset between trials, n is reset too.</summary>
    public void CountTrial() => _step += IsStateful ? _settings.Window.TotalSteps : 0;

    /// <summary>Resets all cells to their initial states.</summary>
    public void Reset()
    {
        _step = 0;
        _states = [.. _perCell.Cells.Select(cell => cell.Start)];
        _noise = [.. Enumerable.Range(0, _perCell.Count).Select(cell => _perCell.Generator(cell, 0))];
    }
}
