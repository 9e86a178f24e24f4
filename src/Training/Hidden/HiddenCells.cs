using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Training.Hidden;

/// <summary>An array in the hidden layer's place, with the way it is asked: by look-up in its atlas or by streaming.</summary>
public sealed class HiddenCells
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
        var useAtlas = mode == ForwardMode.Atlas || (mode == ForwardMode.Auto && array.Describe().Deterministic);
        _atlas = useAtlas ? Atlas.Measure(array, activation) : null;
        Forward = _atlas is null ? new StreamForward(array, activation, Trials) : new AtlasForward(_atlas);
    }

    /// <summary>Counts the images that run on the array; none do in atlas mode.</summary>
    public TrialCount Trials { get; }

    /// <summary>Forward through the cells.</summary>
    public IForward Forward { get; }

    /// <summary>The currents that the cells know.</summary>
    public CurrentLevels Levels => _array.Settings.Levels;

    /// <summary>Levels at which X was held at its bound; 0 is as it should be. Null in stream mode, where it is not known beforehand.</summary>
    public int? SaturatedLevels => _atlas?.Response.SaturatedRuns;

    /// <summary>The array's response to every current; null in stream mode.</summary>
    public Atlas? Atlas => _atlas;

    /// <summary>The surrogate of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="profile">Response curves for the measured one; null to measure the array's own.</param>
    /// <exception cref="InvalidSettingException">There is none of that name, or the profile does not fit.</exception>
    public ISurrogate Surrogate(string name, CellProfile? profile = null) => name switch
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

    /// <summary>Forward in training: the mean over glimpses of the window where these are set, else over all of it.</summary>
    /// <param name="glimpse">Time units of the window that an image's answer is taken from; 0 for all of it.</param>
    /// <param name="hidden">Hidden cells.</param>
    /// <param name="seed">The run's seed: where the glimpses are.</param>
    /// <returns>The forward of an epoch, from 1.</returns>
    /// <exception cref="InvalidSettingException">The glimpse is longer than the window, or there are no traces to take it from.</exception>
    public Func<int, IForward> ForwardInTraining(double glimpse, int hidden, int seed)
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
        return new GlimpseForward(_atlas, hidden, length, seed).InEpoch;
    }

    /// <summary>Counts votes with some output weights.</summary>
    public IVoter Voter(Readout readout) => _atlas?.Response.Trace is null
        ? new StreamVoter(_array, readout, Trials)
        : AtlasVoters.Of(_atlas, readout);

    /// <summary>Runs some cells on the device and compares with the atlas; does nothing in stream mode.</summary>
    /// <param name="indices">Level indices.</param>
    /// <exception cref="AtlasMismatchException">An answer differs.</exception>
    public void CheckAtlas(ReadOnlySpan<ushort> indices)
    {
        if (_atlas is null || indices.IsEmpty)
        {
            return;
        }

        if (_atlas.FirstDifference(_array, indices) is { } level)
        {
            throw new AtlasMismatchException(
                $"'{_array.Describe().Name}' no longer answers as its atlas says (level {level}).")
            {
                Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(_array.Describe().Name), Remedy.Do(RemedyAction.Stream)],
            };
        }
    }
}
