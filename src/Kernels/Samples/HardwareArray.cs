using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Samples;

/// <summary>
/// Hardware of one's own as an array: what is to be written is <see cref="Trial"/>, currents in and samples of x out. All that is made of samples (mean,
/// signs, activations, votes) is made here. x is rounded to words of the array's format; beyond their range it is clipped, and the run counts as saturated.
/// </summary>
/// <remarks>
/// Such cells need not be alike, nor repeat themselves, so the array does not call itself deterministic: a network is trained with every image run on the
/// hardware, without a response table. It has no Y, so <see cref="Features.Ends"/> are refused; the mean is that of the samples.
/// </remarks>
/// <param name="settings">
/// <see cref="ArraySettings.Codes"/> are the currents, <see cref="ArraySettings.Cells"/> the number of cells and <see cref="ArraySettings.Window"/>
/// the samples; imperfections must be ideal, since the hardware has its own.
/// </param>
/// <param name="name">What it is called in logs.</param>
/// <param name="device">What it is, in words.</param>
public abstract class HardwareArray(ArraySettings settings, string name, string device) : ICellArray
{
    /// <inheritdoc/>
    public ArraySettings Settings { get; } = settings.Imperfections.IsIdeal ? settings
        : throw new InvalidSettingException("Hardware has imperfections of its own; leave out those of the settings.");

    /// <inheritdoc/>
    public virtual ArrayDescription Describe() => new(
        name, device, $"measured, {Settings.Format}", "hardware", Deterministic: false, Simulated: false, ConstantsHash: "none")
    {
        Capabilities = new ArrayCapabilities { FixedPoint = true, NativeFeatures = Features.Trace, CallRuns = Settings.Cells },
    };

    /// <summary>Runs the cells once: gives each its current, waits for the transient, and reads x of all of them at each sample.</summary>
    /// <param name="currents">Current I of each cell from the first on, units of the equations; at most <see cref="ArraySettings.Cells"/> of them.</param>
    /// <param name="x">Gets x, units of the equations, [sample · currents.Length + cell]; of all <see cref="Window.Samples"/> samples.</param>
    /// <exception cref="DeviceLostException">To be thrown where the hardware no longer answers.</exception>
    protected abstract void Trial(ReadOnlySpan<double> currents, Span<double> x);

    /// <inheritdoc/>
    /// <exception cref="InvalidSettingException">Ends or signatures are asked for, or votes of another number of cells than there are.</exception>
    public Response Run(RunRequest request)
    {
        request.Check(Settings);
        if (request.Features.HasFlag(Features.Ends))
        {
            throw new InvalidSettingException($"{name} has no Y to be read; ask for the mean, which is that of its samples.");
        }

        if (request.Features.HasFlag(Features.Votes) && request.Readout!.Cells != Settings.Cells)
        {
            throw new InvalidSettingException(
                $"The network has {request.Readout.Cells} hidden cells and {name} has {Settings.Cells}; give both the same number.");
        }

        var (runs, samples) = (request.Codes.Length, Settings.Window.Samples);
        var features = new SampledFeatures(Settings, runs, request.Features, request.Readout);
        var (means, saturated) = (new double[runs], 0);
        var (currents, x, words) = (new double[Settings.Cells], new double[samples * Settings.Cells], new short[samples * Settings.Cells]);
        for (var start = 0; start < runs; start += Settings.Cells)
        {
            var count = Math.Min(Settings.Cells, runs - start);
            for (var cell = 0; cell < count; cell++)
            {
                currents[cell] = Settings.Codes.Currents[request.Codes[start + cell]];
            }

            Trial(currents.AsSpan(0, count), x.AsSpan(0, samples * count));
            saturated += ToWords(x, words, samples, means.AsSpan(start, count));
            features.Take(words, count, start, count);
        }

        return features.ToResponse(saturated, ends: null, request.Features.HasFlag(Features.Mean) ? means : null);
    }

    /// <summary>Closes the hardware; nothing where there is nothing to close.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    // X of every sample, and the mean of x of each cell. Returns in how many cells X was clipped.
    private int ToWords(double[] x, short[] words, int samples, Span<double> means)
    {
        var (unit, most, saturated) = (Settings.Format.XUnit, Settings.Format.XMax, 0);
        for (var cell = 0; cell < means.Length; cell++)
        {
            var (sum, clipped) = (0L, false);
            for (var sample = 0; sample < samples; sample++)
            {
                var place = (sample * means.Length) + cell;
                var word = Math.Clamp(Math.Round(x[place] / unit), -most, most - 1);
                clipped |= Math.Abs(x[place]) > most * unit || double.IsNaN(x[place]);
                words[place] = double.IsNaN(word) ? (short)0 : (short)word;
                sum += words[place];
            }

            means[cell] = sum * unit / samples;
            saturated += clipped ? 1 : 0;
        }

        return saturated;
    }
}
