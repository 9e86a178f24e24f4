using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Hidden;

/// <summary>An array in the hidden layer's place, with the way it is asked: by look-up in its atlas or by streaming.</summary>
public sealed class HiddenCells : HiddenLayer
{
    private readonly ICellArray _array;
    private readonly Activation _activation;
    private readonly Atlas? _atlas;

    /// <summary>Prepares an array; in atlas mode every current runs now, twice.</summary>
    /// <exception cref="AtlasMismatchException">Atlas mode was asked for and does not hold for the device.</exception>
    public HiddenCells(ICellArray array, Activation activation, ForwardMode mode)
    {
        _array = array;
        _activation = activation;
        Trials = new TrialCount(array.Settings);
        _atlas = ForwardModes.Resolve(mode, array.Describe()) == ForwardMode.Atlas ? Atlas.Measure(array, activation) : null;
        Forward = _atlas is null ? new StreamForward(array, activation, Trials) : new AtlasForward(_atlas);
    }

    /// <summary>Counts the images that run on the array; none do in atlas mode.</summary>
    public TrialCount Trials { get; }

    /// <inheritdoc/>
    public override IForward Forward { get; }

    /// <inheritdoc/>
    public override Activation Activation => _activation;

    /// <inheritdoc/>
    public override CurrentLevels Levels => _array.Settings.Levels;

    /// <summary>Levels at which X was held at its bound; 0 is as it should be. Null in stream mode, where it is not known beforehand.</summary>
    public int? SaturatedLevels => _atlas?.Response.SaturatedRuns;

    /// <inheritdoc/>
    public override Atlas? Atlas => _atlas;

    /// <inheritdoc/>
    public override CellsAt CellsAt
    {
        get => CellsAt.Of(_array, Trials);
        set => value.Restore(_array, Trials);
    }

    /// <inheritdoc/>
    public override ISurrogate Surrogate(string name, CellProfile? profile = null) => name switch
    {
        "sigmoid" => new SigmoidSurrogate(_activation),
        "meanfield" => new MeanFieldSurrogate(Levels.Gamma, _activation),
        "measured" when profile is not null && _activation != Activation.Linear => throw new InvalidSettingException(
            "A profile has the mean of x and not of a sigmoid layer's answer.")
        {
            Remedies = [Remedy.Exactly(nameof(Activation)).With("linear"), Remedy.Without("Profile")],
        },
        "measured" when profile is not null => new MeasuredSurrogate(profile.AnswersTo(Levels), Levels),
        "measured" => new MeasuredSurrogate(_atlas?.Answers ?? ResponseCurve.Of(_array, _activation), Levels),
        _ => throw new InvalidSettingException($"There is no surrogate '{name}'; give sigmoid, meanfield or measured.")
        {
            Remedies = [Remedy.AsSaid(nameof(Surrogate))],
        },
    };

    /// <inheritdoc/>
    public override Func<int, IForward> ForwardInTraining(double glimpse, int cells, int seed)
    {
        if (glimpse == 0)
        {
            return _ => Forward;
        }

        if (_atlas?.Response.Trace is null)
        {
            throw new InvalidSettingException(_atlas is null
                ? "A glimpse is taken from an atlas's traces, and there is no atlas."
                : "This atlas is too large to keep traces, and a glimpse is taken from them.")
            {
                Remedies =
                [
                    Remedy.Exactly("Glimpse").With(0),
                    _atlas is null ? Remedy.Do(RemedyAction.TakeAtlas) : Remedy.Larger(nameof(Window.Stride)),
                ],
            };
        }

        var (format, window) = (_array.Settings.Format, _array.Settings.Window);
        InvalidSettingException.ThrowIfOutside("glimpse", glimpse, 0, window.Steps * format.Dt, "time units", "Glimpse");
        var length = Math.Clamp((int)Math.Round(glimpse / format.Dt / window.Stride), 1, window.Samples);
        var glimpses = new GlimpseForward(_atlas, cells, length, seed);
        return glimpses.InEpoch;
    }

    /// <inheritdoc/>
    public override IVoter Voter(Readout readout) => _atlas?.Response.Trace is null
        ? new StreamVoter(_array, readout, Trials)
        : AtlasVoters.Of(_atlas, readout);

    /// <inheritdoc/>
    public override void CheckAtlas(ReadOnlySpan<ushort> codes)
    {
        if (_atlas is null || codes.IsEmpty)
        {
            return;
        }

        if (_atlas.FirstDifference(_array, codes) is { } level)
        {
            throw new AtlasMismatchException(
                $"'{_array.Describe().Name}' no longer answers as its atlas says (level {level}).")
            {
                Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(_array.Describe().Name), Remedy.Do(RemedyAction.Stream)],
            };
        }
    }
}
