using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>How many runs go to the device at once.</summary>
internal static class OpenClChunks
{
    // A processor's readout finds the samples of one chunk in its cache. A GPU takes an eighth of its memory for each of two chunks.
    private const long ProcessorTraceBytes = 12L << 20;
    private const int GpuMemoryShare = 8;
    private const int MostProcessorRuns = 1 << 16, MostGpuRuns = 1 << 18;

    /// <summary>The runs of a chunk: whole groups, and whole images where votes are asked for.</summary>
    /// <param name="engine">The kernels.</param>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="request">What is asked for.</param>
    public static int RunsOf(OpenClEngine engine, ArraySettings settings, RunRequest request)
    {
        var device = engine.Context.Device;
        var staged = request.NeedsSamples(settings) && !OpenClBatch.WritesTraceAtOnce(engine, settings, request.Features);
        var bytes = !staged ? long.MaxValue
            : device.IsProcessor ? Math.Min(ProcessorTraceBytes, device.LargestBufferBytes)
            : Math.Min(device.MemoryBytes / GpuMemoryShare, device.LargestBufferBytes);
        var image = request.Features.HasFlag(Features.Votes) ? request.Readout!.Cells : 0;
        return RunsOf(
            engine.Form.RowMultiple, device.ComputeUnits, Math.Min(engine.MostRuns, device.IsProcessor ? MostProcessorRuns : MostGpuRuns),
            bytes / (sizeof(short) * (long)settings.Window.Samples), image);
    }

    /// <summary>The same from plain numbers.</summary>
    /// <param name="group">Runs that are computed together.</param>
    /// <param name="units">Groups that are computed at once, at least.</param>
    /// <param name="most">The most runs.</param>
    /// <param name="fitting">Runs whose samples fit.</param>
    /// <param name="image">Runs of an image, or 0 where a chunk need not be whole images.</param>
    public static int RunsOf(int group, int units, int most, long fitting, int image)
    {
        // A group for each unit, even where fewer would fit the cache; the buffer's own limit tells where memory is too small.
        var runs = (int)Math.Clamp(fitting, Math.Min(most, (long)group * units), most);
        if (image == 0)
        {
            return Math.Max(1, runs / group) * group;
        }

        // The number of images, of at least half as many as fit, that leaves the least of its groups empty; the larger of equals.
        var images = Math.Max(1, runs / image);
        return image * Enumerable.Range(images - (images / 2), (images / 2) + 1)
            .MinBy(count => ((double)((group - (count * image % group)) % group) / (count * image), -count));
    }
}
