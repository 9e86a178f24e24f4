using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Hidden;

/// <summary>An array as the hidden layer, read by look-up in its response table or by streaming.</summary>
public sealed class HiddenCells : HiddenLayer
{
    private readonly ICellArray _array;
    private readonly Nonlinearity _nonlinearity;
    private readonly ResponseTable? _responses;
    private readonly Func<ArraySettings, ICellArray>? _open;
    private ISampleSource? _samples;

    /// <summary>Prepares an array; in table mode every current runs now, twice.</summary>
    /// <param name="array">The array.</param>
    /// <param name="nonlinearity">g between the cells and the next weights.</param>
    /// <param name="mode">Response table or stream; automatic is a response table where the array is deterministic.</param>
    /// <param name="open">
    /// Opens an array of the same device with another window. Given where many more images vote than there are codes: from a response table whose traces are
    /// too large to be kept they vote part by part of the window. Null: the array runs their votes.
    /// </param>
    /// <exception cref="ResponseTableMismatchException">Table mode was asked for and does not hold for the device.</exception>
    public HiddenCells(
        ICellArray array, Nonlinearity nonlinearity = Nonlinearity.Linear, ForwardMode mode = ForwardMode.Auto,
        Func<ArraySettings, ICellArray>? open = null)
        : this(array, nonlinearity, ForwardModes.Resolve(mode, array.Describe()) == ForwardMode.Table ? ResponseTable.Measure(array, nonlinearity) : null) =>
        _open = open;

    /// <summary>
    /// Cells whose response table is known: nothing runs. Cells that share one share nothing else, so each may serve a thread of its own.
    /// </summary>
    /// <param name="array">The array that the response table, or what it is a view of, was measured on.</param>
    /// <param name="responses">Its response table.</param>
    public HiddenCells(ICellArray array, ResponseTable responses) : this(array, responses.Nonlinearity, responses)
    {
    }

    private HiddenCells(ICellArray array, Nonlinearity nonlinearity, ResponseTable? responses)
    {
        _array = array;
        _nonlinearity = nonlinearity;
        _responses = responses;
        Trials = new TrialCount(array.Settings);
        Forward = _responses is null ? new StreamForward(array, nonlinearity, Trials) : new ResponseTableForward(_responses);
    }

    /// <summary>The same array with another readout after it; the response table is shared where it can be.</summary>
    /// <param name="nonlinearity">g of the other readout.</param>
    public HiddenCells With(Nonlinearity nonlinearity) => _responses is null
        ? new HiddenCells(_array, nonlinearity, ForwardMode.Stream)
        : new HiddenCells(_array, _responses.View(nonlinearity) ?? ResponseTable.Measure(_array, nonlinearity));

    /// <summary>Cells of another array of the device, whose input words the response table here holds all: nothing runs. Null where it does not.</summary>
    /// <param name="array">The other array.</param>
    public HiddenCells? On(ICellArray array) => _responses?.Of(array) is { } responses ? new HiddenCells(array, responses) : null;

    /// <summary>Counts the images that run on the array; none do in table mode.</summary>
    public TrialCount Trials { get; }

    /// <inheritdoc/>
    public override IForward Forward { get; }

    /// <inheritdoc/>
    public override Nonlinearity Nonlinearity => _nonlinearity;

    /// <inheritdoc/>
    public override CurrentCodes Codes => _array.Settings.Codes;

    /// <summary>Codes with X saturated; 0 at sensible settings. Null in stream mode, where it is not known beforehand.</summary>
    public int? SaturatedCodes => _responses?.Response.SaturatedRuns;

    /// <inheritdoc/>
    public override ResponseTable? ResponseTable => _responses;

    /// <inheritdoc/>
    public override ISampleSource Samples => _samples ??= _responses?.Response.Trace is null
        ? new StreamSamples(_array, _nonlinearity, Trials)
        : new ResponseTableSamples(_responses, _nonlinearity);

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
        "measured" => new MeasuredSurrogate(_responses?.Activations ?? ResponseCurve.Of(_array, _nonlinearity), Codes),
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

        if (_responses?.Response.Trace is null)
        {
            throw new InvalidSettingException(_responses is null
                ? "A temporal crop is taken from a response table's traces, and there is no response table."
                : "A temporal crop is taken from a response table's traces, and this response table is too large to keep them.")
            {
                Remedies =
                [
                    Remedy.Exactly("TemporalCrop").With(0),
                    _responses is null ? Remedy.Do(RemedyAction.TakeTable) : Remedy.Larger(nameof(Window.Stride)),
                ],
            };
        }

        var (format, window) = (_responses.Settings.Format, _responses.Settings.Window);
        InvalidSettingException.ThrowIfOutside("temporal crop", temporalCrop, 0, window.Steps * format.Dt, "time units", "TemporalCrop");
        var length = Math.Clamp((int)Math.Round(temporalCrop / format.Dt / window.Stride), 1, window.Samples);
        var crops = new TemporalCropForward(_responses, cells, length, seed);
        return crops.InEpoch;
    }

    /// <inheritdoc/>
    public override IVoter Voter(Readout readout) =>
        _responses?.Response.Trace is not null ? ResponseTableVoters.Of(_responses, readout)
        : _responses is not null && _open is not null && PartedVoter.Fits(_responses) ? new PartedVoter(_responses, readout, _open)
        : new StreamVoter(_array, readout, Trials);

    /// <inheritdoc/>
    public override void CheckResponseTable(ReadOnlySpan<ushort> codes)
    {
        if (_responses is null || codes.IsEmpty)
        {
            return;
        }

        if (_responses.FirstDifference(_array, codes) is { } code)
        {
            throw new ResponseTableMismatchException(
                $"'{_array.Describe().Name}' no longer responds as its response table says (code {code}).")
            {
                Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(_array.Describe().Name), Remedy.Do(RemedyAction.Stream)],
            };
        }
    }
}
