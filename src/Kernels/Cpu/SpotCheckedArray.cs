using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Cpu;

/// <summary>
/// An array on other hardware, some runs of which are computed again by the normative array: what charge balance cannot see. The first runs are
/// checked thoroughly, so that a whole response table of usual size is; later ones at a share that costs less than a hundredth of the time. A device
/// whose numbers differ is not asked again.
/// </summary>
/// <remarks>
/// Not seen: a wrong number in a run that is not chosen. A fault that spoils the share p of all runs escapes n checked runs with probability
/// (1 - p)^n. Signatures are not checked, since the normative array has none.
/// </remarks>
public sealed class SpotCheckedArray : ICellArray
{
    /// <summary>The share of all runs that is checked of a device about as fast as this processor, and of a board, which is much slower.</summary>
    public const double UsualShare = 1.0 / 256, BoardShare = 1.0 / 32;

    // At the beginning as many neuron-steps are checked as are due after so many; 4,096 runs of the usual length have 0.3 billion.
    private const double FirstSteps = 1L << 32;

    // The normative array takes as long for one run as for so many.
    private const int BlockRuns = 96;

    // Samples of the runs that are checked at once: 32 MiB of X.
    private const int MostSamples = 1 << 24;

    private readonly Lock _gate = new();
    private readonly ICellArray _array;
    private readonly CpuArray _normative;
    private readonly SpotChoice _choice;
    private readonly double _share;
    private readonly bool _meanOfSamples; // of an array that knows x at the samples alone
    private double _steps; // that may still be checked

    /// <summary>Checks an array that promises the normative step's bits.</summary>
    /// <param name="array">The array; it is closed with this one.</param>
    /// <param name="share">The share of runs to check in the long run, such as <see cref="UsualShare"/>.</param>
    /// <param name="seed">Which runs are chosen follows from it and from the order of the batches.</param>
    public SpotCheckedArray(ICellArray array, double share = UsualShare, int seed = 0)
    {
        _array = array;
        _normative = new CpuArray(array.Settings);
        _choice = new SpotChoice(seed);
        _share = share;
        _steps = FirstSteps * share;
        _meanOfSamples = !array.Describe().Capabilities.Computes(Features.Mean) && array.Settings.Adc is null;
    }

    /// <summary>The array that is checked.</summary>
    public ICellArray Checked => _array;

    /// <summary>Runs that were computed again so far.</summary>
    public long CheckedRuns { get; private set; }

    /// <inheritdoc/>
    public ArraySettings Settings => _array.Settings;

    /// <inheritdoc/>
    public long[] Memory
    {
        get => _array.Memory;
        set => _array.Memory = value;
    }

    /// <inheritdoc/>
    public ArrayDescription Describe() => _array.Describe();

    /// <inheritdoc/>
    /// <exception cref="DeviceLostException">The array no longer answers.</exception>
    /// <exception cref="WrongNumbersException">Its numbers are wrong.</exception>
    public Response Run(RunRequest request)
    {
        var unit = Unit(request);
        int[] chosen;
        lock (_gate)
        {
            chosen = Choose(request, unit);
        }

        var memory = chosen.Length > 0 ? _array.Memory : [];
        var response = _array.Run(request);
        if (chosen.Length > 0)
        {
            lock (_gate)
            {
                Check(request, response, chosen, unit, memory);
            }
        }

        return response;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _array.Dispose();
        _normative.Dispose();
    }

    // Runs that can only be computed together: a trial of cells with per-cell parameters, or the cells of an image that votes.
    private int Unit(RunRequest request) => Settings.HasPerCellParameters ? Settings.Cells
        : request.Features.HasFlag(Features.Votes) && request.Readout is { Cells: > 0 } readout ? readout.Cells
        : 1;

    // The units to check: as many as fill whole blocks of the normative array with the steps that there are.
    private int[] Choose(RunRequest request, int unit)
    {
        double total = Settings.Window.TotalSteps;
        _steps += request.Codes.Length * total * _share;
        var units = request.Codes.Length / unit;
        var mostRuns = Math.Min((long)(_steps / total), Math.Max(1, MostSamples / Settings.Window.Samples)) / BlockRuns * BlockRuns;
        var count = Settings.Imperfections.Stateful ? Math.Min(1, units) : units; // only where they stand before the first trial is known
        count = (int)Math.Min(count, mostRuns / unit);
        if (count <= 0)
        {
            return [];
        }

        var blocks = (((long)count * unit) + BlockRuns - 1) / BlockRuns;
        _steps -= blocks * BlockRuns * total;
        return Settings.Imperfections.Stateful ? [0] : _choice.Of(units, count);
    }

    private void Check(RunRequest request, Response response, int[] chosen, int unit, long[] memory)
    {
        _normative.Memory = memory;
        var features = request.Features & ~Features.Signature;
        features |= _meanOfSamples && features.HasFlag(Features.Mean) ? Features.Trace : 0;
        if (Settings.HasPerCellParameters)
        {
            foreach (var trial in chosen)
            {
                var codes = request.Codes.Slice(trial * unit, unit);
                Compare(codes, _normative.Run(new(codes, features, request.Readout, request.FirstTrial + (uint)trial)), response, [trial], unit);
            }
        }
        else
        {
            var codes = new ushort[chosen.Length * unit];
            for (var n = 0; n < chosen.Length; n++)
            {
                request.Codes.Slice(chosen[n] * unit, unit).CopyTo(codes.AsSpan(n * unit));
            }

            Compare(codes, _normative.Run(new(codes, features, request.Readout)), response, chosen, unit);
        }
    }

    private void Compare(ReadOnlySpan<ushort> codes, Response expected, Response got, int[] chosen, int unit)
    {
        CheckedRuns += codes.Length;
        var difference = new SpotComparison(expected, got, chosen, unit, _meanOfSamples).First();
        expected.Trace?.GiveBack();
        if (difference is { } found)
        {
            var device = _array.Describe();
            throw new WrongNumbersException(
                $"{device.Device} ({device.Name}) gives wrong numbers: {found.What} of a run with current code {codes[found.Run]} is not what the "
                    + "normative step gives.")
            {
                Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(device.Name), Remedy.Do(RemedyAction.OtherDevice)],
            };
        }
    }
}
