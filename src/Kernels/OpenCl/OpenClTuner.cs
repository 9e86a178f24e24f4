using System.Collections.Concurrent;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.OpenCl;

/// <summary>
/// Chooses the form of the kernels on a device by a short trial of each candidate, and keeps what it found by device, driver, kernels, number
/// format and kind of cells. A form whose bits are not those of the normative step is never chosen.
/// </summary>
/// <param name="tunings">Where it keeps what it found.</param>
public sealed class OpenClTuner(IOpenClTunings tunings)
{
    // A later form must be so much faster than those before it: a busy machine decides nothing by chance.
    private const double Margin = 1.05;

    private static readonly Lazy<string> KernelsHash = new(() => OpenClOptions.HashOf(
        [.. OpenClOptions.RunSources(OpenClForm.Int16, perCell: false), .. OpenClOptions.RunSources(OpenClForm.Int16, perCell: true)]));

    private readonly ConcurrentDictionary<string, OpenClChoice> _known = [];

    /// <summary>Where it keeps what it found.</summary>
    internal IOpenClTunings Tunings => tunings;

    /// <summary>How fast cells of the usual settings are on a device, neuron-steps a second; null where it runs none.</summary>
    internal double? SpeedOf(OpenClDevice device)
    {
        try
        {
            return Choose(device, ArraySettings.Usual).NeuronStepsPerSecond;
        }
        catch (DeviceLostException)
        {
            return null;
        }
    }

    /// <summary>The form for the usual settings and why it was chosen, in words; the device's error where it runs none.</summary>
    public string Explain(OpenClDevice device)
    {
        try
        {
            var choice = Choose(device, ArraySettings.Usual);
            return $"{choice.Form.Words}; {choice.Reason}";
        }
        catch (DeviceLostException error)
        {
            return error.Message;
        }
    }

    /// <summary>Builds the kernels in the first form that a device takes, and runs some cells: a driver that ends its process does so here.</summary>
    public void Touch(OpenClDevice device)
    {
        foreach (var family in OpenClForm.Families(device, ArraySettings.Usual))
        {
            try
            {
                using var array = new OpenClArray(ArraySettings.Usual with { Window = new Window(8, 8, 2) }, device, family[0], tunings);
                _ = array.Run(new(new ushort[] { 0, 1 }, Features.Signs));
                return;
            }
            catch (DeviceLostException)
            {
                // The next form may be taken.
            }
        }
    }

    /// <summary>The first of the fastest; null where none has a speed.</summary>
    internal static T? Fastest<T>(IEnumerable<T> candidates, Func<T, double?> speed)
        where T : class =>
        candidates.Select(candidate => new { Candidate = candidate, Speed = speed(candidate) }).Where(measured => measured.Speed is not null)
            .MaxBy(measured => measured.Speed)?.Candidate;

    /// <summary>The form for a device and settings.</summary>
    /// <exception cref="DeviceLostException">No form is right on it.</exception>
    internal OpenClChoice Choose(OpenClDevice device, ArraySettings settings)
    {
        var key = KeyOf(device, settings);
        return _known.GetOrAdd(key, _ => Look(device, settings, key));
    }

    private OpenClChoice Look(OpenClDevice device, ArraySettings settings, string key)
    {
        var families = OpenClForm.Families(device, settings);
        var candidates = families.SelectMany(family => family).SelectMany(form => (OpenClForm[])[form, form.InShortLaunches]).ToArray();
        OpenClChoice? Kept() => OpenClChoice.Read(tunings.Find(key), candidates);
        if (Kept() is { } known)
        {
            return known;
        }

        using var hold = tunings.Hold(key);
        if (hold is not null && Kept() is { } measured) // by another process, while this one waited
        {
            return measured;
        }

        // The last form is the plainest: what is wrong with it is the device's own fault.
        var (trial, plainest) = (new OpenClTrial(device, settings, tunings), families[^1][^1]);
        var choice = Choose(families, trial, out _)
            ?? throw new DeviceLostException(
                $"{device.DeviceName} ({device.Name}) runs no form of the kernels, the plainest ({plainest.Words}) for this: "
                    + $"{trial.RefusalOf(plainest)?.TrimEnd('.')}.")
            {
                Remedies = [Remedy.Do(RemedyAction.OtherDevice)],
            };
        tunings.Keep(key, choice.Write());
        return choice;
    }

    /// <summary>The fastest form of the first family in which one is right; null where none is.</summary>
    /// <param name="families">The candidates.</param>
    /// <param name="trial">Tries them.</param>
    /// <param name="refused">The forms that were refused and why.</param>
    internal static OpenClChoice? Choose(
        IReadOnlyList<IReadOnlyList<OpenClForm>> families, IOpenClTrial trial, out string refused)
    {
        var refusals = new List<string>();
        foreach (var family in families)
        {
            var tried = family.Select(form => Try(form, trial)).ToArray();
            refusals.AddRange(tried.Where(one => one.Refusal is not null).Select(one => $"{one.Form.Words} ({one.Refusal})"));
            refused = string.Join(", ", refusals);
            OpenClForm[] right = [.. tried.Where(one => one.Refusal is null).Select(one => one.Form)];
            if (right.Length > 0)
            {
                var speeds = OpenClRounds.Best(right, trial.SpeedOf);
                var best = Enumerable.Range(0, right.Length).Aggregate((best, one) => speeds[one] > Margin * speeds[best] ? one : best);
                var measured = string.Join(", ", right.Zip(speeds, OpenClChoice.Speed));
                return new OpenClChoice(right[best], speeds[best], measured, refused);
            }
        }

        refused = string.Join(", ", refusals);
        return null;
    }

    // A form that is right at first gets a second trial in short launches.
    private static (OpenClForm Form, string? Refusal) Try(OpenClForm form, IOpenClTrial trial)
    {
        var refusal = trial.RefusalOf(form);
        return refusal == OpenClTrial.WrongAfterManySteps && trial.RefusalOf(form.InShortLaunches) is null ? (form.InShortLaunches, null) : (form, refusal);
    }

    private static string KeyOf(OpenClDevice device, ArraySettings settings) => string.Join(
        " | ", device.Identity, KernelsHash.Value, settings.Format, KindOf(settings));

    private static string KindOf(ArraySettings settings) =>
        (LaneFit.Fits16(settings) ? "16-bit lanes" : "32-bit lanes")
        + (settings.PerCell is { } perCell ? ", per-cell" + (perCell.HasNoise ? ", noise" : "") : "")
        + (settings.PerCell?.Cells.Any(cell => cell.EpsGainHigh != 0) == true ? ", high gain" : "");
}
