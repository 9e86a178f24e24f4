using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.Cells;

/// <summary>
/// The per-cell parameters of an array with imperfections, drawn from a seed: the same cells on every array. A cell's words do not depend on how
/// many cells there are; only the choice of dead and stuck cells does.
/// </summary>
public sealed class PerCellParameters
{
    /// <summary>Trials over which the offset drifts by the standard deviation that is set: an epoch of MNIST.</summary>
    internal const int DriftTrials = 60_000;

    /// <summary>The most cells.</summary>
    public const int MaxCells = 65_536;

    // Random initial states lie in a box around the limit cycle, units of x and y.
    private const double StartX = 2, StartY = 2.0 / 3;

    private readonly CellConstants _constants;
    private readonly CellWords[] _cells;

    /// <summary>Draws the cells.</summary>
    /// <param name="imperfections">How far cells depart from the model.</param>
    /// <param name="constants">The model's cell and its format.</param>
    /// <param name="count">How many cells, 1 to 65,536.</param>
    /// <exception cref="InvalidSettingException">A number is outside its range, or the noise would drive Y out of its bounds.</exception>
    public PerCellParameters(Imperfections imperfections, CellConstants constants, int count)
    {
        imperfections.Check();
        InvalidSettingException.ThrowIfOutside("number of cells", count, 1, MaxCells, "Cells");
        if (imperfections.Measured is { } measured && measured.Count != count)
        {
            throw new InvalidSettingException(
                $"The calibration is of {measured.Count} cells, and the array has {count}; "
                    + $"calibrate {count} cells, or take a network of {measured.Count} hidden cells.")
            {
                Remedies = [Remedy.AsSaid("Cells")],
            };
        }

        Imperfections = imperfections;
        _constants = constants;
        NoiseX = Amplitude(imperfections.NoiseX, constants.Format.Fraction);
        NoiseY = Amplitude(imperfections.NoiseY, constants.Format.YFraction - constants.Format.NoiseShift);
        var still = StillCells(count);
        _cells = [.. Enumerable.Range(0, count).Select(cell => Draw((uint)cell, still[cell]))];
        Hash = HashOf(_cells);
        CheckBounds();
    }

    /// <summary>What the cells were drawn from.</summary>
    public Imperfections Imperfections { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<CellWords> Cells => _cells;

    /// <summary>How many there are.</summary>
    public int Count => _cells.Length;

    /// <summary>A_x of every cell that is not stuck, LSBs of X.</summary>
    public int NoiseX { get; }

    /// <summary>A_y of every cell that is not stuck, units of 2^J LSBs of Y.</summary>
    public int NoiseY { get; }

    /// <summary>True where X or Y gains noise.</summary>
    public bool HasNoise => NoiseX != 0 || NoiseY != 0;

    /// <summary>A note about amplitudes that round to 0 in this format; null where there are none.</summary>
    internal string? LostNoise => (Imperfections.NoiseX > 0 && NoiseX == 0, Imperfections.NoiseY > 0 && NoiseY == 0) switch
    {
        (true, true) => "noise on x and y is under half an LSB and lost",
        (true, false) => "noise on x is under half an LSB and lost",
        (false, true) => "noise on y is under half an LSB and lost",
        _ => null,
    };

    /// <summary>Why equal currents do not always give equal bits, in words; null on deterministic cells.</summary>
    public string? Unsteadiness => HasNoise ? "its cells are noisy"
        : Imperfections.Stateful ? "its cells are stateful"
        : Imperfections.Drift > 0 ? "its cells drift"
        : null;

    /// <summary>First 16 hexadecimal digits of the SHA-256 of the cells' words; equal for equal cells.</summary>
    public string Hash { get; }

    /// <summary>The range ± that drives are clipped to, units of I: <see cref="CellParameters.MaxDrive"/>, or less where y is noisy.</summary>
    public double MaxDrive => NoiseY == 0 ? CellParameters.MaxDrive : CellParameters.MaxNoisyDrive;

    /// <summary>The largest |S| of any cell, LSBs of 2^-(F+e).</summary>
    public int LargestInputWord => CellConstants.QuantiseNormalised(MaxDrive, _constants.Format.CurrentFraction);

    /// <summary>A bound on |Y| of every cell but the stuck ones, whose Y does not move, units of Y. docs/numerics.md derives it.</summary>
    public double YBound
    {
        get
        {
            var (format, added) = (_constants.Format, NoiseY << _constants.Format.NoiseShift);
            var fall = ((format.XMax << format.CurrentExtraBits) - LargestInputWord) / Math.Max(1.0, added);
            var lift = added == 0 ? 0 : Math.ScaleB(added * NoiseGenerator.LargestLift(fall), -format.YFraction);
            return _cells.Where(cell => !cell.IsStuck).Select(cell => cell.EpsGain).Distinct()
                .Select(gain => CellConstants.YBoundOf(format, gain, LargestInputWord + added, NoiseX) + lift).DefaultIfEmpty(StartY).Max();
        }
    }

    /// <summary>S of a cell, LSBs of 2^-(F+e); its drive is clipped to ±<see cref="MaxDrive"/>.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="current">I that it is given.</param>
    /// <param name="trial">The trial's number: offsets drift with it.</param>
    /// <param name="clipped">True where the drive was clipped.</param>
    public int InputWord(int cell, double current, uint trial, out bool clipped)
    {
        var words = _cells[cell];
        if (words.IsStuck)
        {
            clipped = false;
            return -words.Start.X << _constants.Format.CurrentExtraBits;
        }

        var drive = DriveOf(cell, current, trial);
        var inside = Math.Clamp(drive, -MaxDrive, MaxDrive);
        clipped = inside != drive;
        return CellConstants.QuantiseNormalised(inside, _constants.Format.CurrentFraction);
    }

    /// <summary>The drive of a cell before clipping, units of I: a + offset + drift + gain · I.</summary>
    public double DriveOf(int cell, double current, uint trial)
    {
        var words = _cells[cell];
        return _constants.Parameters.A + words.Offset + (words.DriftRate * trial) + (words.Gain * current);
    }

    /// <summary>The generator of a run's noise before its first step.</summary>
    public NoiseGenerator Generator(int cell, uint trial) => new(CellHash.Word(Imperfections.Seed, CellDraw.Noise, trial, (uint)cell));

    private static string HashOf(IEnumerable<CellWords> cells)
    {
        var text = new StringBuilder("fhn-cells 1");
        foreach (var cell in cells)
        {
            text.Append(CultureInfo.InvariantCulture,
                $";{cell.Offset:R},{cell.Gain:R},{cell.DriftRate:R},{cell.EpsGain},"
                    + $"{cell.Start.X},{cell.Start.Yh},{cell.Start.Yl},{cell.NoiseX},{cell.NoiseY}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    // Two-point noise of a step, LSBs of a fraction: sigma · √dt, over √3 in normalised form.
    private int Amplitude(double sigma, int fraction) => CellConstants.QuantiseNormalised(sigma * Math.Sqrt(_constants.Format.Dt), fraction);

    // For each cell the x at which it stays: 0 for a dead cell, a random x for a stuck one, null for one that moves. Dead and stuck cells
    // are the first in the order of a random word.
    private double?[] StillCells(int count)
    {
        if (Imperfections.Measured is { } measured)
        {
            return [.. measured.Select(cell => cell.StuckAt)];
        }

        var (dead, stuck) = ((int)Math.Round(Imperfections.Dead * count), (int)Math.Round(Imperfections.Stuck * count));
        var still = new double?[count];
        var order = Enumerable.Range(0, count).OrderBy(cell => CellHash.Word(Imperfections.Seed, CellDraw.Order, (uint)cell, 0)).Take(dead + stuck);
        foreach (var (taken, cell) in order.Index())
        {
            still[cell] = taken < dead ? 0 : StartX * CellHash.Even(Imperfections.Seed, CellDraw.StuckAt, (uint)cell);
        }

        return still;
    }

    private CellWords Draw(uint cell, double? still)
    {
        var seed = Imperfections.Seed;
        var start = _constants.InitialState;
        if (still is { } x)
        {
            var X = Math.Clamp(CellConstants.QuantiseNormalised(x, _constants.Format.Fraction), -_constants.Format.XMax, _constants.Format.XMax);
            return new CellWords(0, 0, 0, 0, start with { X = X }, 0, 0, IsStuck: true);
        }

        if (Imperfections.Measured is { } measured)
        {
            var known = measured[(int)cell];
            return new CellWords(known.Offset, known.Gain, Drift(cell), _constants.EpsGain, start, NoiseX, NoiseY, IsStuck: false);
        }

        if (Imperfections.RandomStart)
        {
            start = _constants.StateOf(
                StartX * CellHash.Even(seed, CellDraw.StartX, cell), StartY * CellHash.Even(seed, CellDraw.StartY, cell));
        }

        var eps = _constants.Parameters.Eps;
        var perCellWords = Math.Clamp(eps * (1 + (Imperfections.EpsMismatch * CellHash.Normal(seed, CellDraw.Eps, cell))), eps / 2, eps * 2);
        return new CellWords(
            Imperfections.OffsetMismatch * CellHash.Normal(seed, CellDraw.Offset, cell),
            1 + (Imperfections.GainMismatch * CellHash.Normal(seed, CellDraw.Gain, cell)),
            Drift(cell),
            _constants.EpsGainOf(Math.Clamp(perCellWords, CellParameters.MinEps, CellParameters.MaxEps)),
            start, NoiseX, NoiseY, IsStuck: false);
    }

    private double Drift(uint cell) => Imperfections.Drift * CellHash.Normal(Imperfections.Seed, CellDraw.Drift, cell) / DriftTrials;

    // f must stay under 2^16 LSBs for the product f · Cl to stay within 32 bits.
    private void CheckBounds()
    {
        var format = _constants.Format;
        var bound = format.XMax / (double)(1 << format.Fraction);
        var largest = ((bound * bound * bound) - bound + YBound) * (1 << format.Fraction);
        if (!(largest + (1 << format.CubeShift) + 2 <= 65_535))
        {
            throw new InvalidSettingException("The noise is too strong for this eps and time step: Y could leave its register.")
            {
                Remedies =
                [
                    Remedy.Smaller(nameof(Imperfections.NoiseX)), Remedy.Smaller(nameof(Imperfections.NoiseY)),
                    Remedy.Smaller(nameof(CellParameters.Eps)),
                ],
            };
        }
    }
}
