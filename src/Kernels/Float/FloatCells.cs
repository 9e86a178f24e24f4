using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Models;

namespace FhnHw.Kernels.Float;

/// <summary>One run of one cell in floating point.</summary>
/// <param name="Drive">a + I as it arrives at the cell.</param>
/// <param name="Rate">1/eps; 0 for a stuck cell.</param>
/// <param name="X">x at the start.</param>
/// <param name="Y">y at the start.</param>
internal readonly record struct FloatCell(double Drive, double Rate, double X, double Y);

/// <summary>The cells of a floating-point array, from the same words as the fixed-point ones.</summary>
internal sealed class FloatCells<TModel>
    where TModel : struct, INeuronModel
{
    private readonly ArraySettings _settings;
    private readonly PerCellParameters? _perCell;

    /// <summary>Takes the cells of some settings.</summary>
    /// <exception cref="InvalidSettingException">A current drives an ideal cell beyond its range.</exception>
    public FloatCells(ArraySettings settings)
    {
        _settings = settings;
        _perCell = settings.PerCell;
        foreach (var current in _perCell is null ? settings.Codes.Currents : [])
        {
            InvalidSettingException.ThrowIfOutside(
                "drive a + I", settings.Parameters.A + current, -TModel.MaxDrive, TModel.MaxDrive, "Drive");
        }
    }

    /// <summary>The smallest eps of any cell that moves.</summary>
    public double LeastEps => _perCell is null
        ? _settings.Parameters.Eps
        : _perCell.Cells.Where(cell => !cell.IsStuck).Select(EpsOf).DefaultIfEmpty(_settings.Parameters.Eps).Min();

    /// <summary>The runs of a batch.</summary>
    public FloatCell[] Of(ReadOnlySpan<ushort> currents, uint firstTrial)
    {
        var runs = new FloatCell[currents.Length];
        var parameters = _settings.Parameters;
        var (x, y) = TModel.InitialState(parameters.X0, parameters.Y0);
        for (var run = 0; run < runs.Length; run++)
        {
            var current = _settings.Codes.Currents[currents[run]];
            runs[run] = _perCell is null
                ? new FloatCell(parameters.A + current, 1 / parameters.Eps, x, y)
                : PerCell(run % _perCell.Count, current, RunInputWords.TrialOf(run, firstTrial, _perCell.Count));
        }

        return runs;
    }

    private FloatCell PerCell(int cell, double current, uint trial)
    {
        var (words, format) = (_perCell!.Cells[cell], _settings.Format);
        var (x, y) = (words.Start.X * format.XUnit, Math.ScaleB(CellConstants.Sqrt3 * words.Start.Y(format), -format.YFraction));
        if (words.IsStuck)
        {
            return new FloatCell(-x, 0, x, y);
        }

        var drive = Math.Clamp(_perCell.DriveOf(cell, current, trial), -TModel.MaxDrive, TModel.MaxDrive);
        return new FloatCell(drive, 1 / EpsOf(words), x, y);
    }

    private double EpsOf(CellWords words) => _settings.Format.Dt * 65536 / words.EpsGain;
}
