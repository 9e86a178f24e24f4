using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Arrays;

/// <summary>Checks of a run's arguments that every array makes.</summary>
public static class RunRequest
{
    /// <summary>The features that are taken from samples, for which a trace is needed.</summary>
    public const Features Sampled = Features.Trace | Features.Signs | Features.Activation | Features.Votes;

    /// <summary>Throws where the arguments of <see cref="ICellArray.Run"/> do not fit together.</summary>
    public static void Check(ArraySettings settings, ReadOnlySpan<ushort> currents, Features features, Readout? readout)
    {
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
    }

    /// <summary>The exact mean of x of each run from Y at the window's ends.</summary>
    public static double[] Means(ReadOnlySpan<ushort> currents, ReadOnlySpan<WindowEnds> ends, int[] drives, ArraySettings settings)
    {
        var means = new double[ends.Length];
        var steps = settings.Window.Steps;
        for (var run = 0; run < means.Length; run++)
        {
            means[run] = ends[run].SumX(drives[currents[run]], steps, settings.Format) * settings.Format.XUnit / steps;
        }

        return means;
    }
}
