using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Arrays;

/// <summary>Checks of a run's arguments that every array makes.</summary>
public static class RunRequest
{
    /// <summary>The features that are taken from samples, for which a trace is needed.</summary>
    public const Features Sampled = Features.Trace | Features.Signs | Features.Activation | Features.Votes;

    // Every array keeps the samples of at least one block of cells side by side; no block is wider than this.
    private const int WidestBlock = 128;

    /// <summary>Throws where the arguments of <see cref="ICellArray"/>.Run do not fit together.</summary>
    /// <exception cref="ArgumentException">They do not fit together.</exception>
    /// <exception cref="InvalidSettingException">The samples are more than one array in memory can hold.</exception>
    public static void Check(ArraySettings settings, ReadOnlySpan<ushort> currents, Features features, Readout? readout)
    {
        CheckSize(settings.Window.Samples, currents.Length, features, readout);
        foreach (var current in currents)
        {
            if (current >= settings.Levels.Count)
            {
                throw new ArgumentException($"Current index {current} is not below the {settings.Levels.Count} levels.", nameof(currents));
            }
        }

        if ((features & (Features.Activation | Features.Votes)) != 0 && readout is null)
        {
            throw new ArgumentException("Activation and votes need a readout.", nameof(readout));
        }

        if (features.HasFlag(Features.Votes) && (readout!.Cells == 0 || currents.Length % readout.Cells != 0))
        {
            throw new ArgumentException($"{currents.Length} runs are no whole images of {readout.Cells} cells.", nameof(currents));
        }

        if (settings.HasOwnCells)
        {
            CheckCells(settings, currents.Length, features, readout);
        }
    }

    /// <summary>True where samples of X are needed: behind a converter the mean is made of them too.</summary>
    public static bool NeedsSamples(ArraySettings settings, Features features) =>
        (features & Sampled) != 0 || (settings.Imperfections.HasConverter && features.HasFlag(Features.Mean));

    private static void CheckCells(ArraySettings settings, int runs, Features features, Readout? readout)
    {
        if (features.HasFlag(Features.Votes) && readout!.Cells != settings.Cells)
        {
            throw new InvalidSettingException($"The network has {readout.Cells} hidden cells and the array {settings.Cells} of its own; give both the same number.");
        }

        if (settings.Imperfections.FreeRunning && runs % settings.Cells != 0)
        {
            throw new ArgumentException($"{runs} runs are no whole trials of {settings.Cells} cells that run on.", nameof(runs));
        }
    }

    private static void CheckSize(long samples, int runs, Features features, Readout? readout)
    {
        var cells = (features & Sampled) == 0 ? 0 : WidestBlock;
        cells = features.HasFlag(Features.Trace) ? Math.Max(cells, runs) : cells;
        cells = features.HasFlag(Features.Votes) && readout is not null ? Math.Max(cells, readout.Cells) : cells;
        if (samples * cells > Array.MaxLength)
        {
            throw new InvalidSettingException($"{samples} samples a run are more than memory holds at once.")
            {
                Remedies = [Remedy.Smaller(nameof(Window.Steps)), Remedy.Larger(nameof(Window.Stride))],
            };
        }
    }

    /// <summary>The exact mean of x of each run from Y at the window's ends.</summary>
    public static double[] Means(ReadOnlySpan<ushort> currents, ReadOnlySpan<WindowEnds> ends, int[] drives, ArraySettings settings)
    {
        var byRun = new int[currents.Length];
        for (var run = 0; run < byRun.Length; run++)
        {
            byRun[run] = drives[currents[run]];
        }

        return Means(ends, byRun, settings);
    }

    /// <summary>The mean of x of each run from Y at the window's ends; with noise on y, what the noise has added to Y counts as x.</summary>
    /// <param name="ends">Y at the window's ends, a pair a run.</param>
    /// <param name="drives">S, one a run.</param>
    /// <param name="settings">Format and window.</param>
    public static double[] Means(ReadOnlySpan<WindowEnds> ends, ReadOnlySpan<int> drives, ArraySettings settings)
    {
        var means = new double[ends.Length];
        var steps = settings.Window.Steps;
        for (var run = 0; run < means.Length; run++)
        {
            means[run] = ends[run].SumX(drives[run], steps, settings.Format) * settings.Format.XUnit / steps;
        }

        return means;
    }
}
