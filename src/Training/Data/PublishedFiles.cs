using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FhnHw.Training.Data;

/// <summary>Names of published sets by the packed file of their training images, as the publishers' mirrors send it.</summary>
internal static class PublishedFiles
{
    // MD5 as in the tables of torchvision's datasets (torchvision/datasets/mnist.py), which it checks after fetching.
    private static readonly Dictionary<string, string> ByMd5 = new()
    {
        ["8d4fb7e6c68d591d4c3dfef9ec88bf0d"] = "Fashion-MNIST",
        ["bdb82020997e1d708af4cf47b453dcf7"] = "KMNIST",
        ["ed72d4157d28c017586c42bc6afe6370"] = "QMNIST",
    };

    /// <summary>The name of the set that a file belongs to; null for one that is not packed or not known.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "MD5 is what is published; a name hangs on it and nothing else.")]
    public static string? NameOf(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        using var file = File.OpenRead(path);
        return ByMd5.GetValueOrDefault(Convert.ToHexStringLower(MD5.HashData(file)));
    }
}
