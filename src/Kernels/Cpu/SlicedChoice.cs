using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Which runs are computed bit by bit: those that are worth compiling the step, which takes some ten milliseconds.</summary>
/// <param name="settings">What the array is made for; they fit.</param>
/// <param name="always">True for all runs.</param>
internal sealed class SlicedChoice(ArraySettings settings, bool always)
{
    /// <summary>What it is in words.</summary>
    public const string Kernel = "512 cells a register, bit by bit, AVX-512";

    private const long LeastWork = 1_000_000_000; // neuron-steps: what lanes do in some ten milliseconds
    private const int MostSamples = 1 << 16;      // of 512 cells each, which are kept side by side

    /// <summary>Runs them.</summary>
    public IBlockRunner Runner { get; } = new SlicedRunner(settings);

    /// <summary>True where a request is to be computed so.</summary>
    public bool Pays(RunRequest request) =>
        (!request.NeedsSamples(settings) || settings.Window.Samples <= MostSamples)
            && (always || SlicedKernel.IsMade(settings.Constants)
                || (long)request.Codes.Length * settings.Window.TotalSteps >= LeastWork);
}
