using FhnHw.Host.CommandLine;
using FhnHw.Training.Data;

namespace FhnHw.Host.Results;

/// <summary>Some images, in numbers.</summary>
/// <param name="Images">How many.</param>
/// <param name="PerClass">How many of each class.</param>
internal sealed record ImageCounts(int Images, int[] PerClass)
{
    /// <summary>Counts.</summary>
    public static ImageCounts Of(ImageSet set) =>
        new(set.Count, [.. Enumerable.Range(0, set.Classes).Select(label => set.Labels.Count(other => other == label))]);
}

/// <summary>A data set, as <c>data --json</c> writes it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Verified">True where it is a published set, by SHA-256.</param>
/// <param name="Fingerprint">Tells two sets apart.</param>
/// <param name="Rows">Rows of an image.</param>
/// <param name="Columns">Columns of an image.</param>
/// <param name="Train">Images to train on.</param>
/// <param name="Test">Images to test on.</param>
/// <param name="Reason">Why this set was taken where another was hoped for, or null.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record DataResult(
    string Name, string Source, bool Verified, string Fingerprint, int Rows, int Columns,
    ImageCounts Train, ImageCounts Test, string? Reason, Provenance Provenance)
{
    /// <summary>Describes a set.</summary>
    public static DataResult Of(LocatedData data, Provenance provenance) => new(
        data.Set.Name, data.Set.Source, data.Set.Verified, data.Set.Fingerprint, data.Set.Train.Rows, data.Set.Train.Columns,
        ImageCounts.Of(data.Set.Train), ImageCounts.Of(data.Set.Test),
        data.Reason is { } reason ? Explanation.Of(reason, data.Remedies) : null, provenance);
}
