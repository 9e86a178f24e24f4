using FhnHw.Training.Data;

namespace FhnHw.Tests;

/// <summary>The folder of the real MNIST: $FHNHW_DATA, else shared/mnist beside the repository; null where there is neither.</summary>
public static class MnistFolder
{
    public static readonly string? Path = Candidates().FirstOrDefault(folder => Directory.Exists(folder) && IdxFolder.IsComplete(folder));

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(DataLocator.Variable) is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FhnHw.sln")))
            {
                yield return System.IO.Path.Combine(folder.FullName, "..", "shared", "mnist");
            }
        }
    }
}

/// <summary>A test that needs the real MNIST; without it, a skip with its reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute()
    {
        if (MnistFolder.Path is null)
        {
            Skip = $"MNIST is not at hand: set {DataLocator.Variable} to its folder.";
        }
    }
}
