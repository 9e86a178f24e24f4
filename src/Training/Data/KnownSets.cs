namespace FhnHw.Training.Data;

/// <summary>SHA-256 of the four unpacked IDX files of a set, lower-case hexadecimal.</summary>
internal sealed record SetHashes(string TrainImages, string TrainLabels, string TestImages, string TestLabels);

/// <summary>A published set.</summary>
/// <param name="Name">As it is published.</param>
/// <param name="Hashes">What its files digest to.</param>
internal sealed record KnownSet(string Name, SetHashes Hashes);

/// <summary>The published sets that are recognised by their bytes.</summary>
internal static class KnownSets
{
    /// <summary>The handwritten digits of LeCun, Cortes and Burges: 60,000 and 10,000 images of 28x28.</summary>
    public static readonly KnownSet Mnist = new("MNIST", new SetHashes(
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    /// <summary>The published set with these training images; null when there is none.</summary>
    public static KnownSet? ByTrainImages(string hash) => hash == Mnist.Hashes.TrainImages ? Mnist : null;
}
