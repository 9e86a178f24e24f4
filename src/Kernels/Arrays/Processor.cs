using System.Runtime.InteropServices;

namespace FhnHw.Kernels.Arrays;

/// <summary>The processor's name, for descriptions.</summary>
public static class Processor
{
    /// <summary>The model name where the system tells it, else the architecture.</summary>
    public static string Name { get; } = ReadName();

    private static string ReadName()
    {
        const string info = "/proc/cpuinfo";
        var line = File.Exists(info)
            ? File.ReadLines(info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        var name = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return string.IsNullOrEmpty(name) ? RuntimeInformation.ProcessArchitecture.ToString() : name;
    }
}
