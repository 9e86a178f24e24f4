using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Hidden;

/// <summary>An array as the hidden layer, read by look-up in its atlas or by streaming.</summary>
public sealed class HiddenCells : HiddenLayer
{
    private readonly ICellArray _array;
    private readonly Nonlinearity _nonlinearity;
    private readonly Atlas? _atlas;
    private readonly Func<ArraySettings, ICellArray>? _open;
    private ISampleSource? _samples;

    /// <summary>Prepares an array; in atlas mode every current runs now, twice.</summary>
    /// <param name="array">The array.</param>
    /// <param name="nonlinearity">g between the cells and the next weights.</param>
    /// <param name="mode">Atlas or stream; automatic is an atlas where the array is deterministic.</param>
    /// <param name="open">
    /// Opens an array of the same device with another window. Given where many more images vote than there are codes: from an atlas whose traces are too
    /// large to be kept they vote part by part of the window. Null: the array runs their votes.
    /// </param>
    /// <exception cref="AtlasMismatchException">Atlas mode was asked for and does not hold for the device.</exception>
    public HiddenCells(
        ICellArray array, Nonlinearity nonlinearity = Nonlinearity.Linear, ForwardMode mode = ForwardMode.Auto,
        Func<ArraySettings, ICellArray>? open = null)
        : this(array, nonlinearity, ForwardModes.Resolve(mode, array.Describe()) == ForwardMode.Atlas ? Atlas.Measure(array, nonlinearity) : null) =>
        _open = open;

    /// <summary>Cells whose atlas is known: nothing runs. Cells that share an atlas share nothing else, so each may serve a thread of its own.</summary>
    /// <param name="array">The array that the atlas, or what it is a view of, was measured on.</param>
    /// <param name="atlas">Its atlas.</param>
    public HiddenCells(ICellArray array, Atlas atlas) : this(array, atlas.Nonlinearity, atlas)
    {
    }

    private HiddenCells(ICellArray array, Nonlinearity nonlinearity, Atlas? atlas)
    {
        _array = array;
        _nonlinearity = nonlinearity;
        _atlas = atlas;
        Trials = new TrialCount(array.Settings);
        Forward = _atlas is null ? new StreamForward(array, nonlinearity, Trials) : new AtlasForward(_atlas);
    }

    /// <summary>The same array with another readout after it; the atlas is shared where it can be.</summary>
    /// <param name="nonlinearity">g of the other readout.</param>
    public HiddenCells With(Nonlinearity nonlinearity) => _atlas is null
        ? new HiddenCells(_array, nonlinearity, ForwardMode.Stream)
        : new HiddenCells(_array, _atlas.View(nonlinearity) ?? Atlas.Measure(_array, nonlinearity));

    /// <summary>Cells of another array of the device, whose input words the atlas here holds all: nothing runs. Null where it does not.</summary>
    /// <param name="array">The other array.</param>
    public HiddenCells? On(ICellArray array) => _atlas?.Of(array) is { } atlas ? new HiddenCells(array, atlas) : null;

    /// <summary>Counts the images that run on the array; none do in atlas mode.</summary>
    public TrialCount Trials { get; }

    /// <inheritdoc/>
    public override IForward Forward { get; }

    /// <inheritdoc/>
    public override Nonlinearity Nonlinearity => _nonlinearity;

    /// <inheritdoc/>
    public override CurrentCodes Codes => _array.Settings.Codes;

    /// <summary>Codes with X saturated; 0 at sensible settings. Null in stream mode, where it is not known beforehand.</summary>
    public int? SaturatedCodes => _atlas?.Response.SaturatedRuns;

    /// <inheritdoc/>
    public override Atlas? Atlas => _atlas;

    /// <inheritdoc/>
    public override ISampleSource Samples => _samples ??= _atlas?.Response.Trace is null
        ? new StreamSamples(_array, _nonlinearity, Trials)
        : new AtlasSamples(_atlas, _nonlinearity);

    /// <inheritdoc/>
    public override CellsAt CellsAt
    {
        get => CellsAt.Of(_array, Trials);
        set => value.Restore(_array, Trials);
    }

    /// <inheritdoc/>
    public override ISurrogate Surrogate(string name, CellCalibration? calibration = null) => name switch
    {
        "sigmoid" => new SigmoidSurrogate(_nonlinearity),
        "meanfield" => new MeanFieldSurrogate(Codes.Gamma, _nonlinearity),
        "measured" when calibration is not null && _nonlinearity != Nonlinearity.Linear => throw new InvalidSettingException(
            "A calibration has the mean of x and not that of a sigmoid readout.")
        {
            Remedies = [Remedy.Exactly(nameof(Nonlinearity)).With("linear"), Remedy.Without("Calibration")],
        },
        "measured" when calibration is not null => new MeasuredSurrogate(calibration.ResponsesTo(Codes), Codes),
        "measured" => new MeasuredSurrogate(_atlas?.Activations ?? ResponseCurve.Of(_array, _nonlinearity), Codes),
        _ => throw new InvalidSettingException($"There is no surrogate '{name}'; give sigmoid, meanfield or measured.")
        {
            Remedies = [Remedy.AsSaid(nameof(Surrogate))],
        },
    };

    /// <inheritdoc/>
    public override Func<int, IForward> ForwardInTraining(double temporalCrop, int cells, int seed)
    {
        if (temporalCrop == 0)
        {
            return _ => Forward;
        }

        if (_atlas?.Response.Trace is null)
        {
            throw new InvalidSettingException(_atlas is null
                ? "A temporal crop is taken from an atlas's traces, and there is no atlas."
                : "A temporal crop is taken from an atlas's traces, and this atlas is too large to keep them.")
            {
                Remedies =
                [
                    Remedy.Exactly("TemporalCrop").With(0),
                    _atlas is null ? Remedy.Do(RemedyAction.TakeAtlas) : Remedy.Larger(nameof(Window.Stride)),
                ],
            };
        }

        var (format, window) = (_atlas.Settings.Format, _atlas.Settings.Window);
        InvalidSettingException.ThrowIfOutside("temporal crop", temporalCrop, 0, window.Steps * format.Dt, "time units", "TemporalCrop");
        var length = Math.Clamp((int)Math.Round(temporalCrop / format.Dt / window.Stride), 1, window.Samples);
        var crops = new TemporalCropForward(_atlas, cells, length, seed);
        return crops.InEpoch;
    }

    /// <inheritdoc/>
    public override IVoter Voter(Readout readout) =>
        _atlas?.Response.Trace is not null ? AtlasVoters.Of(_atlas, readout)
        : _atlas is not null && _open is not null && PartedVoter.Fits(_atlas) ? new PartedVoter(_atlas, readout, _open)
        : new StreamVoter(_array, readout, Trials);

    /// <inheritdoc/>
    public override void CheckAtlas(ReadOnlySpan<ushort> codes)
    {
        if (_atlas is null || codes.IsEmpty)
        {
            return;
        }

        if (_atlas.FirstDifference(_array, codes) is { } code)
        {
            throw new AtlasMismatchException(
                $"'{_array.Describe().Name}' no longer responds as its atlas says (code {code}).")
            {
                Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(_array.Describe().Name), Remedy.Do(RemedyAction.Stream)],
            };
        }
    }
}
