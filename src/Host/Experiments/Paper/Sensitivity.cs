using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>What one choice that the paper leaves open does, test images, percent.</summary>
/// <param name="Choice">What is chosen.</param>
/// <param name="Value">Its value here.</param>
/// <param name="Substituted">By vote, substitute neurons in the plain network at gamma -0.5; NaN where the choice does not reach it.</param>
/// <param name="SubstitutedMean">The same by the time-mean.</param>
/// <param name="Vote">By vote, trained in the loop.</param>
/// <param name="Mean">By the time-mean, trained in the loop.</param>
/// <param name="LowestClass">The class with the lowest accuracy, trained in the loop.</param>
/// <param name="Lowest">Its accuracy by vote.</param>
internal sealed record SensitivityRow(
    string Choice, string Value, double Substituted, double SubstitutedMean, double Vote, double Mean, int LowestClass, double Lowest);

/// <summary>The sensitivity table, with the spread that chance alone gives.</summary>
/// <param name="Rows">The base first, then each choice changed by itself.</param>
/// <param name="Spread">Largest minus smallest accuracy by vote of the base with other seeds.</param>
/// <param name="Refused">Choices that the device cannot take, each with the reason in a sentence; null in results made before there were any.</param>
internal sealed record SensitivityTable(SensitivityRow[] Rows, double Spread, string[]? Refused = null);

/// <summary>Moves each choice that the paper leaves open by itself, and sees what moves.</summary>
internal sealed class Sensitivity(PaperContext context, NetworkWeights plain)
{
    private const string Base = "base";

    private readonly DataSet _data = context.ForTrials("sensitivity");

    private readonly TrainingOptions _options = InLoop.Options(context.Plan.TrialEpochs, context.Plan.Seed);

    private bool HasAtlas => context.Devices.Count == 0 || context.Devices[0].Deterministic;

    /// <summary>All rows.</summary>
    /// <param name="told">Told the share done.</param>
    public SensitivityTable Run(Action<double> told)
    {
        (string Choice, string Value, Func<SensitivityRow> Run)[] work = [.. Arrays(), .. Trainings()];
        var rows = new List<SensitivityRow>();
        var refused = new List<string>();
        foreach (var (choice, value, run) in work)
        {
            told((double)(rows.Count + refused.Count) / work.Length);
            try
            {
                rows.Add(run() with { Choice = choice, Value = value });
            }
            catch (InvalidSettingException error) when (choice != Base)
            {
                refused.Add($"{choice} {value}: {error.Message}"); // a board has one dt and eps, floating point wants a dt fine enough
            }
        }

        var chance = rows.Where(row => row.Choice is Base or "seed").Select(row => row.Vote).ToArray();
        return new SensitivityTable([.. rows], chance.Max() - chance.Min(), [.. refused]);
    }

    private IEnumerable<(string, string, Func<SensitivityRow>)> Arrays()
    {
        var half = InLoop.Gamma;
        CellFormat Dt(int exponent) => new(16, exponent, 0);
        CellParameters Cell(double eps = 0.01, double a = 0, double x0 = 0.1, double y0 = 0.1) => new(eps, a, x0, y0);
        (string, string, Func<SensitivityRow>) Row(string choice, string value, ArraySettings settings) => (choice, value, () => Of(settings));
        yield return (Base, "see above", () => Of(context.UsualCells(Nonlinearity.Linear), context.UsualCells(Nonlinearity.Sigmoid)));
        yield return Row("eps", "0.05", PaperContext.Settings(half, parameters: Cell(0.05)));
        yield return Row("eps", "0.1", PaperContext.Settings(half, parameters: Cell(0.1)));
        yield return Row("dt", "2^-7", PaperContext.Settings(half, stride: 8, format: Dt(7)));
        yield return Row("dt", "2^-10", PaperContext.Settings(half, stride: 64, format: Dt(10)));
        yield return ("integrator", "Runge-Kutta 4, double", () => Of(PaperContext.Settings(half), context.Baseline));
        yield return Row("initial state", "(-1, 0.5)", PaperContext.Settings(half, parameters: Cell(x0: -1, y0: 0.5)));
        yield return Row("initial state", "(0, 0)", PaperContext.Settings(half, parameters: Cell(x0: 0, y0: 0)));
        if (HasAtlas)
        {
            yield return ("initial state", "random, new for each cell and image", OfRandomStarts);
        }

        yield return Row("T_trans", "0", PaperContext.Settings(half, transient: 0));
        yield return Row("T_trans", "1000", PaperContext.Settings(half, transient: 1000));
        yield return Row("T", "10", PaperContext.Settings(half, record: 10));
        yield return Row("T", "400", PaperContext.Settings(half, record: 400, stride: 64));
        yield return Row("a", "0.2", PaperContext.Settings(half, parameters: Cell(a: 0.2)));
        yield return Row("a", "0.5", PaperContext.Settings(half, parameters: Cell(a: 0.5)));
        yield return Row("gamma", "-1", PaperContext.Settings(-1));
    }

    private IEnumerable<(string, string, Func<SensitivityRow>)> Trainings()
    {
        var constant = _options with { Schedule = Schedule.Constant };
        (string, string, Func<SensitivityRow>) Row(string choice, string value, Trial trial) => (choice, value, () => Of(trial));
        yield return Row("seed", "2", new Trial { Options = _options with { Seed = context.Plan.Seed + 1 } });
        yield return Row("seed", "3", new Trial { Options = _options with { Seed = context.Plan.Seed + 2 } });
        yield return Row("readout", "linear", new Trial { Options = _options with { Nonlinearity = Nonlinearity.Linear } });
        yield return Row("surrogate", "mean field", new Trial { Options = _options, Surrogate = "meanfield" });
        yield return Row("surrogate", "measured", new Trial { Options = _options, Surrogate = "measured" });
        yield return Row("optimiser", "Adam 1e-3, constant", new Trial { Options = constant with { LearningRate = 1e-3 } });
        yield return Row("optimiser", "SGD 0.01, batches of 32", Descent(0.01));
        yield return Row("optimiser", "SGD 0.1, batches of 32", Descent(0.1));
        yield return Row("optimiser", "SGD 1, batches of 32", Descent(1));
        yield return Row("optimiser", "SGD 0.1, momentum 0.9", Descent(0.1) with { Optimiser = weights => new SgdState(weights, 0.9f) });
        yield return Row("loss", "squared error of sigmoid outputs", new Trial { Options = _options, Loss = new SquaredLoss(Squash.Sigmoid) });
        if (HasAtlas)
        {
            yield return Row("trained on", "single instants, not the time-mean", new Trial { Options = _options, Instant = true });
        }

        yield return Row("bias", "learnt too", new Trial { Options = _options with { Bias = true } });
        Trial Descent(double rate) => new()
        {
            Options = constant with { LearningRate = rate, Batch = 32 },
            Optimiser = weights => new SgdState(weights),
        };
    }

    private SensitivityRow Of(ArraySettings settings, Func<ArraySettings, ICellArray>? create = null)
    {
        using var array = (create ?? context.Create)(context.Thinned(settings));
        return Of(new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto), new HiddenCells(array, Nonlinearity.Sigmoid, ForwardMode.Auto));
    }

    private SensitivityRow Of(HiddenLayer substituted, HiddenLayer trained) => Row(
        Evaluator.Run(plain, substituted, _data.Test, cancellation: context.Cancellation),
        new Trial { Options = _options }.Run(trained, _data, context.Cancellation));

    private SensitivityRow OfRandomStarts()
    {
        RandomStarts Cells(Nonlinearity nonlinearity) => RandomStarts.Measure(context, PaperContext.Settings(InLoop.Gamma, stride: 64), nonlinearity);
        return Of(Cells(Nonlinearity.Linear), Cells(Nonlinearity.Sigmoid));
    }

    private SensitivityRow Of(Trial trial) => Row(null, trial.Run(context.UsualCells(trial.Options.Nonlinearity), _data, context.Cancellation));

    private static SensitivityRow Row(Accuracy? substituted, Accuracy trained)
    {
        var lowest = Enumerable.Range(0, trained.PerClass.Length).MinBy(label => double.IsNaN(trained.PerClass[label]) ? double.MaxValue : trained.PerClass[label]);
        return new SensitivityRow(
            "", "", substituted?.Vote ?? double.NaN, substituted?.Mean ?? double.NaN, trained.Vote, trained.Mean, lowest, trained.PerClass[lowest]);
    }
}
