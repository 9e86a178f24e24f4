using FhnHw.Fuzz.Commands;
using FhnHw.Fuzz.Engine;
using FhnHw.Fuzz.Targets;

namespace FhnHw.Fuzz;

/// <summary>Every target.</summary>
internal static class Catalog
{
    /// <summary>Makes them, in the order in which they run.</summary>
    public static IReadOnlyList<Func<Target>> All { get; } =
    [
        () => new IdxTarget(images: true), () => new IdxTarget(images: false), () => new GzipTarget(), () => new ArraysTarget(), () => new WeightsTarget(),
        () => new CheckpointTarget(), () => new NpzSetTarget(), () => new CsvTarget(), () => new EpochsTarget(), () => new ToolLogTarget(),
        () => new PictureTarget(), () => new ConfigTarget(), () => new BoardFileTarget(), () => new ManifestTarget(),
        () => new CalibrationTarget(curves: false), () => new CalibrationTarget(curves: true), () => new PeersTarget(), () => new FramesTarget(),
        () => new GreetingTarget(), () => new RepliesTarget(), () => new CommandTarget(), () => new RunFolderTarget(),
        () => new ResultTarget(),
    ];
}
