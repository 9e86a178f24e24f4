using FhnHw.Fuzz.Engine;

namespace FhnHw.Fuzz.Targets;

/// <summary>A target that reads one file.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="about">What is damaged.</param>
/// <param name="fileName">What the file is called.</param>
internal abstract class FileTarget(string name, string about, string fileName) : Target
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string About => about;

    /// <summary>The folder that holds the file, and other files that a target puts there.</summary>
    protected Scratch Folder { get; } = new();

    /// <summary>Reads the file.</summary>
    protected abstract void Read(string path);

    /// <inheritdoc/>
    public sealed override void Run(byte[] input) => Read(Folder.Write(fileName, input));

    /// <inheritdoc/>
    public override void Dispose()
    {
        Folder.Dispose();
        base.Dispose();
    }

    /// <summary>The bytes that a writer of the product leaves in a file.</summary>
    protected byte[] Written(Action<string> write)
    {
        var path = Folder.Of($"seed-{fileName}");
        write(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Says that something was taken which should not have been.</summary>
    protected static void Require(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new FoundException(complaint);
        }
    }
}
