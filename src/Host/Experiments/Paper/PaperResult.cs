using FhnHw.Host.Experiments.Substituting;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>Everything that a reproduction of the paper measured; accuracies are percent.</summary>
internal sealed record PaperResult
{
    /// <summary>True where it took the short form.</summary>
    public required bool Quick { get; init; }

    /// <summary>The images, in words.</summary>
    public required string Data { get; init; }

    /// <summary><c>table</c> or <c>stream</c>.</summary>
    public required string Forward { get; init; }

    /// <summary>Every kind of array that took part.</summary>
    public required IReadOnlyList<ArrayDescription> Devices { get; init; }

    /// <summary>The plain network on its training images.</summary>
    public required double PlainTrain { get; init; }

    /// <summary>The plain network on the test images.</summary>
    public required double PlainTest { get; init; }

    /// <summary>The plain network epoch by epoch, with and without cells.</summary>
    public required PlainPoint[] PlainCourse { get; init; }

    /// <summary>Table 1.</summary>
    public required SubstituteRow[] Substituted { get; init; }

    /// <summary>gamma +0.5 again, with the output weights' signs changed.</summary>
    public required SweepPoint Mirrored { get; init; }

    /// <summary>Figure 4.</summary>
    public required SweepPoint[] Sweep { get; init; }

    /// <summary>Table 2, Figure 6 and Figure A.7, on the paper's number of images.</summary>
    public required LoopResult Loop { get; init; }

    /// <summary>The same trained on all images; null where that was left out.</summary>
    public LoopResult? Whole { get; init; }

    /// <summary>What the paper leaves open.</summary>
    public required SensitivityTable Sensitivity { get; init; }

    /// <summary>Ways to lose a digit.</summary>
    public required LostDigitRow[] LostDigit { get; init; }

    /// <summary>Surrogates, in networks of one hidden layer and of more.</summary>
    public required SurrogateComparison[] Surrogates { get; init; }

    /// <summary>The mean of x against the drive.</summary>
    public required DriveResponse Response { get; init; }

    /// <summary>Figure 2.</summary>
    public required Orbit[] Orbits { get; init; }

    /// <summary>Figure 3.</summary>
    public required OutputsOverTime Outputs { get; init; }
}
