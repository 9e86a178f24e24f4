using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
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

/// <summary>A choice that was tried.</summary>
/// <param name="Row">What it did; null where the device cannot take it.</param>
/// <param name="Refused">Why not, a sentence; null where it can.</param>
/// <param name="Device">The array that it ran on, where that is a kind of its own.</param>
internal sealed record TriedChoice(SensitivityRow? Row, string? Refused, ArrayDescription? Device = null);

/// <summary>A choice of cells and array.</summary>
/// <param name="Choice">What is chosen.</param>
/// <param name="Value">Its value.</param>
/// <param name="Settings">What decides its bits, beside the plan.</param>
/// <param name="Try">Tries it, with the plain network.</param>
internal sealed record ArrayChoice(string Choice, string Value, object Settings, Func<NetworkWeights, TriedChoice> Try);

/// <summary>Moves each choice that the paper leaves open by itself, and sees what moves.</summary>
internal sealed class Sensitivity(PaperContext context)
{
    private const string Base = "base";

    private readonly TrainingOptions _options = InLoop.Options(context.Plan.TrialEpochs, context.Plan.Seed);

    /// <summary>The choices of cells and array, each tried in the plain network and trained in the loop.</summary>
    public IReadOnlyList<ArrayChoice> Arrays => [.. OfArrays().Select(choice => choice with { Try = plain => Try(choice, plain) })];

    /// <summary>The choices of training, on the usual cells.</summary>
    public IReadOnlyList<(string Choice, string Value, Trial Trial)> Trainings => [.. OfTrainings()];

    /// <summary>The trial that all others are changes of.</summary>
    public Trial BaseTrial => new() { Options = _options };

    /// <summary>The base's cells in the plain network.</summary>
    public Accuracy BaseSubstituted(NetworkWeights plain) => Substituted(plain, context.UsualCells(Nonlinearity.Linear));

    /// <summary>The base: what every choice is compared with.</summary>
    /// <param name="substituted">What <see cref="BaseSubstituted"/> gave.</param>
    /// <param name="trained">What <see cref="BaseTrial"/> gave.</param>
    public static TriedChoice BaseRow(Accuracy substituted, TrialOutcome trained) =>
        new(RowOf(substituted, trained.Done) with { Choice = Base, Value = "see above" }, null);

    /// <summary>A choice of training.</summary>
    /// <param name="choice">What is chosen.</param>
    /// <param name="value">Its value.</param>
    /// <param name="trained">What its trial gave.</param>
    public static TriedChoice Row(string choice, string value, TrialOutcome trained) => trained.Refused is { } reason
        ? Refusal(choice, value, reason)
        : new TriedChoice(RowOf(null, trained.Done) with { Choice = choice, Value = value }, null);

    /// <summary>The table of all that was tried, the base first.</summary>
    public static SensitivityTable Table(IReadOnlyList<TriedChoice> tried)
    {
        SensitivityRow[] rows = [.. tried.Select(choice => choice.Row).OfType<SensitivityRow>()];
        var chance = rows.Where(row => row.Choice is Base or "seed").Select(row => row.Vote).ToArray();
        return new SensitivityTable(rows, chance.Max() - chance.Min(), [.. tried.Select(choice => choice.Refused).OfType<string>()]);
    }

    private static TriedChoice Try(ArrayChoice choice, NetworkWeights plain)
    {
        try
        {
            var tried = choice.Try(plain);
            return tried with { Row = tried.Row! with { Choice = choice.Choice, Value = choice.Value } };
        }
        catch (InvalidSettingException error)
        {
            // A board has one dt and eps, floating point wants a dt fine enough.
            return Refusal(choice.Choice, choice.Value, error.Message);
        }
    }

    private static TriedChoice Refusal(string choice, string value, string reason) => new(null, $"{choice} {value}: {reason}");

    private IEnumerable<ArrayChoice> OfArrays()
    {
        var half = InLoop.Gamma;
        CellFormat Dt(int exponent) => new(16, exponent, 0);
        CellParameters Cell(double eps = 0.01, double a = 0, double x0 = 0.1, double y0 = 0.1) => new(eps, a, x0, y0);
        ArrayChoice Row(string choice, string value, ArraySettings settings, Func<ArraySettings, ICellArray>? create = null)
        {
            var thinned = context.Thinned(settings);
            return new ArrayChoice(choice, value, thinned, plain => Of(plain, thinned, create ?? context.Create));
        }

        yield return Row("eps", "0.05", PaperContext.Settings(half, parameters: Cell(0.05)));
        yield return Row("eps", "0.1", PaperContext.Settings(half, parameters: Cell(0.1)));
        yield return Row("dt", "2^-7", PaperContext.Settings(half, stride: 8, format: Dt(7)));
        yield return Row("dt", "2^-10", PaperContext.Settings(half, stride: 64, format: Dt(10)));
        yield return Row("integrator", "Runge-Kutta 4, double", PaperContext.Settings(half), context.Baseline);
        yield return Row("initial state", "(-1, 0.5)", PaperContext.Settings(half, parameters: Cell(x0: -1, y0: 0.5)));
        yield return Row("initial state", "(0, 0)", PaperContext.Settings(half, parameters: Cell(x0: 0, y0: 0)));
        if (context.HasResponseTable)
        {
            var settings = PaperContext.Settings(half, stride: 64);
            yield return new ArrayChoice(
                "initial state", "random, new for each cell and image", settings, plain => new TriedChoice(OfRandomStarts(plain, settings), null));
        }

        yield return Row("T_trans", "0", PaperContext.Settings(half, transient: 0));
        yield return Row("T_trans", "1000", PaperContext.Settings(half, transient: 1000));
        yield return Row("T", "10", PaperContext.Settings(half, record: 10));
        yield return Row("T", "400", PaperContext.Settings(half, record: 400, stride: 64));
        yield return Row("a", "0.2", PaperContext.Settings(half, parameters: Cell(a: 0.2)));
        yield return Row("a", "0.5", PaperContext.Settings(half, parameters: Cell(a: 0.5)));
        var one = PaperContext.Settings(-1);
        yield return new ArrayChoice("gamma", "-1", one, plain => new TriedChoice(
            Of(plain, context.Cells(one, Nonlinearity.Linear, context.Plan.Thinning)), null));
    }

    private IEnumerable<(string, string, Trial)> OfTrainings()
    {
        var constant = _options with { Schedule = Schedule.Constant };
        (string, string, Trial) Row(string choice, string value, Trial trial) => (choice, value, trial);
        yield return Row("seed", "2", new Trial { Options = _options with { Seed = context.Plan.Seed + 1 } });
        yield return Row("seed", "3", new Trial { Options = _options with { Seed = context.Plan.Seed + 2 } });
        yield return Row("readout", "linear", new Trial { Options = _options with { Nonlinearity = Nonlinearity.Linear } });
        yield return Row("surrogate", "mean field", new Trial { Options = _options, Surrogate = "meanfield" });
        yield return Row("surrogate", "measured", new Trial { Options = _options, Surrogate = "measured" });
        yield return Row("optimiser", "Adam 1e-3, constant", new Trial { Options = constant with { LearningRate = 1e-3 } });
        yield return Row("optimiser", "SGD 0.01, batches of 32", Descent(0.01));
        yield return Row("optimiser", "SGD 0.1, batches of 32", Descent(0.1));
        yield return Row("optimiser", "SGD 1, batches of 32", Descent(1));
        yield return Row("optimiser", "SGD 0.1, momentum 0.9", Descent(0.1) with { Optimiser = TrialOptimiser.DescentWithMomentum });
        yield return Row("loss", "squared error of sigmoid outputs", new Trial { Options = _options, Loss = TrialLoss.SquaredSigmoid });
        if (context.HasResponseTable)
        {
            yield return Row("trained on", "single instants, not the time-mean", new Trial { Options = _options, Instant = true });
        }

        yield return Row("bias", "learnt too", new Trial { Options = _options with { Bias = true } });
        Trial Descent(double rate) => new()
        {
            Options = constant with { LearningRate = rate, Batch = 32 },
            Optimiser = TrialOptimiser.Descent,
        };
    }

    private TriedChoice Of(NetworkWeights plain, ArraySettings settings, Func<ArraySettings, ICellArray> create)
    {
        using var array = create(settings);
        return new TriedChoice(Of(plain, new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto)), null, StudyDevice.Shown(array));
    }

    private SensitivityRow Of(NetworkWeights plain, HiddenCells cells) => Of(plain, cells, cells.With(Nonlinearity.Sigmoid));

    private SensitivityRow OfRandomStarts(NetworkWeights plain, ArraySettings settings)
    {
        var tables = RandomStarts.Measure(context, settings);
        RandomStarts Cells(Nonlinearity nonlinearity) => new([.. tables.Select(responses => responses.View(nonlinearity)!)], context.Plan.Seed);
        return Of(plain, Cells(Nonlinearity.Linear), Cells(Nonlinearity.Sigmoid));
    }

    private SensitivityRow Of(NetworkWeights plain, HiddenLayer substituted, HiddenLayer trained) => RowOf(
        Substituted(plain, substituted), new Trial { Options = _options }.Run(trained, context.TrialData, context.Cancellation));

    private Accuracy Substituted(NetworkWeights plain, HiddenLayer cells) =>
        Evaluator.Run(plain, cells, context.TrialData.Test, cancellation: context.Cancellation);

    private static SensitivityRow RowOf(Accuracy? substituted, TrialResult trial)
    {
        var trained = trial.Test;
        var lowest = Enumerable.Range(0, trained.PerClass.Length).MinBy(
            label => double.IsNaN(trained.PerClass[label]) ? double.MaxValue : trained.PerClass[label]);
        return new SensitivityRow(
            "", "", substituted?.Vote ?? double.NaN, substituted?.Mean ?? double.NaN, trained.Vote, trained.Mean, lowest, trained.PerClass[lowest]);
    }
}
