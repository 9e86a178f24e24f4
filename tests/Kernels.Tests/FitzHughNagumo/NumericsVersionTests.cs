using System.Security.Cryptography;
using System.Text;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.FitzHughNagumo;

public class NumericsVersionTests
{
    // A hash over the golden vectors of step, cells and jobs, for each version. The second changed training alone.
    private static readonly Dictionary<int, string> Vectors = new() { [1] = "79b204fa7f66e157", [2] = "79b204fa7f66e157" };

    [Fact]
    public void Golden_vectors_that_change_raise_the_version()
    {
        var folder = Path.Combine(Checkout.Root, "tests", "vectors");
        string[] names = ["step-*", "cells-*", "job-*", "jobs-*"];
        string[] files = [.. names.SelectMany(name => Directory.GetFiles(folder, name)).Order(StringComparer.Ordinal)];
        Assert.True(files.Length > 20, $"{files.Length} files of vectors");
        var text = string.Join('\n', files.Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        Assert.True(
            Vectors[Vectors.Keys.Max()] == hash && Vectors.Keys.Max() == NumericsVersion.Current,
            $"The golden vectors are {hash}: where bits changed, raise NumericsVersion.Current and write that hash beside the new version here; "
            + "where there are only more vectors, write it in the place of the old one.");
    }
}
