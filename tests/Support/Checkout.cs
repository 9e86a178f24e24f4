namespace FhnHw.Tests;

/// <summary>The checkout of the repository that the tests run from.</summary>
public static class Checkout
{
    /// <summary>Its root folder: the nearest one above the tests with FhnHw.sln in it.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FhnHw.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds FhnHw.sln.");
        }

        return folder;
    }
}
