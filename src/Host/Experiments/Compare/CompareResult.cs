using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>Everything that a comparison measured; accuracies are percent of test images.</summary>
internal sealed record CompareResult
{
    /// <summary>True where it took the short form.</summary>
    public required bool Quick { get; init; }

    /// <summary>The images, in words.</summary>
    public required string Data { get; init; }

    /// <summary>One array of each make that took part.</summary>
    public required IReadOnlyList<ArrayDescription> Devices { get; init; }

    /// <summary>Epochs in the loop.</summary>
    public required int Epochs { get; init; }

    /// <summary>Networks of each format.</summary>
    public required int Seeds { get; init; }

    /// <summary>The plain network itself, without cells.</summary>
    public required double Plain { get; init; }

    /// <summary>The reference first, then every format.</summary>
    public required FormatResult[] Formats { get; init; }

    /// <summary>How the mean settles.</summary>
    public required MeanCourse[] Courses { get; init; }

    /// <summary>What spikes look like.</summary>
    public required SpikeShape[] Shapes { get; init; }

    /// <summary>What formats cost on boards; empty without synthesis.</summary>
    public CostRow[] Costs { get; init; } = [];

    /// <summary>Why there are no costs; null where there are.</summary>
    public string? CostNote { get; init; }
}
