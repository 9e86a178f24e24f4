using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Hidden.Units;

/// <summary>A hidden layer whose units are means of several cells, with ghost cells, and with noise on what the cells send on.</summary>
/// <param name="cells">The cells, as many as <paramref name="layout"/> says.</param>
/// <param name="layout">Which of them make up a unit.</param>
/// <param name="number">The layer, from 0.</param>
/// <param name="training">The noise while training.</param>
/// <param name="test">The noise in all other forward passes and in votes; null for none.</param>
internal sealed class UnitLayer(HiddenLayer cells, UnitLayout layout, int number, HiddenNoise training, TestNoise? test = null) : HiddenLayer
{
    private readonly UnitBatch _batch = new();

    /// <inheritdoc/>
    public override IForward Forward { get; } = new UnitForward(
        cells.Forward, layout, test is null ? null : new CellNoise(test.Noise, Normals.Key(test.Seed, SeedPurpose.TestNoise, number)), new());

    /// <inheritdoc/>
    public override Nonlinearity Nonlinearity => cells.Nonlinearity;

    /// <inheritdoc/>
    public override CurrentCodes? Codes => cells.Codes;

    /// <inheritdoc/>
    public override ResponseTable? ResponseTable => cells.ResponseTable;

    /// <inheritdoc/>
    public override CellsAt CellsAt
    {
        get => cells.CellsAt;
        set => cells.CellsAt = value;
    }

    /// <summary>The same layer, tested with noise.</summary>
    public UnitLayer Under(TestNoise noise) => new(cells, layout, number, training, noise);

    /// <inheritdoc/>
    public override ISurrogate Surrogate(string name, CellCalibration? calibration = null) =>
        new UnitSurrogate(cells.Surrogate(name, calibration), layout, _batch);

    /// <inheritdoc/>
    public override Func<int, IForward> ForwardInTraining(double temporalCrop, int units, int seed)
    {
        var forward = cells.ForwardInTraining(temporalCrop, layout.Cells, seed);
        return epoch => new UnitForward(
            forward(epoch), layout,
            training.IsNone ? null : new CellNoise(training, Normals.Key(seed, SeedPurpose.HiddenNoise, number, epoch)), _batch);
    }

    /// <summary>
    /// Counts votes in the array's own arithmetic; with noise, on the host. The cells of a unit are summed and not averaged, and the bias is
    /// scaled to match: only the order of the outputs counts.
    /// </summary>
    public override IVoter? Voter(Readout readout)
    {
        if (test is not null)
        {
            return test.Timing is not null && cells.Samples is { } samples
                ? new NoisyVoter(samples, layout, Ghost, readout, test, number)
                : null;
        }

        var ofCells = new Readout(
            readout.Nonlinearity, layout.SpreadWeights(readout.Weights, readout.Classes), [.. readout.Bias.Select(bias => bias * layout.Pool)]);
        return cells.Voter(ofCells) is { } voter ? new UnitVoter(voter, layout, Ghost) : null;
    }

    /// <inheritdoc/>
    public override void CheckResponseTable(ReadOnlySpan<ushort> codes)
    {
        var ofCells = new ushort[codes.Length / layout.Units * layout.Cells];
        layout.Spread(codes, ofCells, Ghost);
        cells.CheckResponseTable(ofCells);
    }

    // The code of no current.
    private ushort Ghost => (ushort)(cells.Codes?.MaxCode ?? 0);
}

/// <summary>Votes of units, counted from their cells.</summary>
internal sealed class UnitVoter(IVoter cells, UnitLayout layout, ushort ghost) : IVoter
{
    /// <inheritdoc/>
    public bool LooksUp => cells.LooksUp;

    /// <inheritdoc/>
    public bool WantsAll => cells.WantsAll;

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes) => cells.Vote(OfCells(codes));

    /// <inheritdoc/>
    public void Winners(ReadOnlySpan<ushort> codes, Span<int> winners) => cells.Winners(OfCells(codes), winners);

    private ushort[] OfCells(ReadOnlySpan<ushort> codes)
    {
        var ofCells = new ushort[codes.Length / layout.Units * layout.Cells];
        layout.Spread(codes, ofCells, ghost);
        return ofCells;
    }
}
