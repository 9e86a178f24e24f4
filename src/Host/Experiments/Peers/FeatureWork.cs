using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>What a network asks an array for beside means: it stands beside the ceiling of means, since the steps are the same.</summary>
/// <param name="Work">Which of them.</param>
/// <param name="Task">The work in words.</param>
/// <param name="Array">Format, cell, codes and window.</param>
/// <param name="Codes">One a run.</param>
/// <param name="Features">What to give back.</param>
/// <param name="Readout">The output layer of votes, or null.</param>
internal sealed record FeatureWork(PeerWork Work, string Task, ArraySettings Array, ushort[] Codes, Features Features, Readout? Readout)
{
    /// <summary>How many there are.</summary>
    public const int Kinds = 4;

    // As many images as a batch of a network that streams them.
    private const int Images = 128, CellsOfImage = 100, Classes = 10;

    /// <summary>Votes, samples and the response table of a new array, in memory of an earlier response table and in new memory.</summary>
    /// <param name="array">Format, cell, codes and window.</param>
    /// <param name="codes">The cells of which samples are taken.</param>
    public static IReadOnlyList<FeatureWork> All(ArraySettings array, ushort[] codes)
    {
        var (random, steps, stride, all) = (new Random(1), array.Window.TotalSteps, array.Window.Stride, ResponseTable.AllRuns(array));
        var readout = FeatureRequest.RandomReadout(Nonlinearity.Sigmoid, CellsOfImage, Classes, random);
        var responses = $"A new array's trace and mean of all {all.Length} codes, {steps} steps each, a sample every {stride}";
        ushort[] images = [.. Enumerable.Range(0, Images * CellsOfImage).Select(_ => (ushort)random.Next(array.Codes.Count))];
        return
        [
            new(PeerWork.Votes, $"Votes of {Images} images of {CellsOfImage} cells, {steps} steps each", array, images, Features.Votes, readout),
            new(PeerWork.Samples, $"Traces of {codes.Length} cells, {steps} steps each, a sample every {stride}", array, codes, Features.Trace, null),
            new(PeerWork.ResponseTable, $"{responses}, in memory of an earlier one", array, all, Features.Trace | Features.Mean, null),
            new(PeerWork.ResponseTableInNewMemory, $"{responses}, in new memory", array, all, Features.Trace | Features.Mean, null),
        ];
    }

    /// <summary>The contender of a device.</summary>
    public Entry On(DeviceName device, Func<ArraySettings, ICellArray> make) =>
        new(device.ToString(), "", (double)Codes.Length * Array.Window.TotalSteps, "", () => new FeatureContender(this, () => make(Array)));
}
