using SharpFuzz;

namespace FhnHw.Fuzz.Engine;

/// <summary>Writes SharpFuzz's counting of branches into the product's assemblies of a folder.</summary>
internal static class Instrumenting
{
    // Loops over cells, pixels and neurons read no input, and would take most of the time.
    private static readonly string[] LeftOut =
        ["FhnHw.Kernels.Cpu", "FhnHw.Kernels.Float", "FhnHw.Kernels.Samples", "FhnHw.Kernels.Noise", "FhnHw.Training.Network.DenseProduct"];

    /// <summary>Changes the assemblies in place.</summary>
    /// <param name="folder">A copy of this program's folder.</param>
    public static void In(string folder)
    {
        foreach (var name in (string[])["FhnHw.Files", "FhnHw.Kernels", "FhnHw.Training", "FhnHw.Boards", "fhnhw"])
        {
            SharpFuzz.Fuzzer.Instrument(
                Path.Combine(folder, name + ".dll"),
                type => !LeftOut.Any(left => type.StartsWith(left, StringComparison.Ordinal)),
                Options.Value);
        }
    }
}
