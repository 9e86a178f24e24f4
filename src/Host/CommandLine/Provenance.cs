using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.CommandLine;

/// <summary>The provenance of a result; every JSON result holds one.</summary>
/// <param name="Program">Name and version of the program.</param>
/// <param name="CommandLine">The arguments, as given.</param>
/// <param name="Devices">Every array that took part.</param>
/// <param name="ConstantsHash">Hash of the step's constants; null where no fixed-point array took part.</param>
/// <param name="Seed">Seed of all that is random; null where nothing is.</param>
/// <param name="Date">When the result was written, UTC, ISO 8601.</param>
/// <param name="Machine">What the host program ran on.</param>
internal sealed record Provenance(
    string Program,
    IReadOnlyList<string> CommandLine,
    IReadOnlyList<ArrayDescription> Devices,
    string? ConstantsHash,
    long? Seed,
    DateTime Date,
    Machine Machine)
{
    /// <summary>What each device of a group has computed so far; null without a group.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DeviceShare>? Shares { get; init; }

    /// <summary>The version with the first digits of the commit it was built from, such as <c>0.1.0+8786fb8</c>.</summary>
    public static string Version { get; } = ReadVersion();

    /// <summary>Describes a result that is being made now.</summary>
    public static Provenance Of(IReadOnlyList<string> commandLine, IReadOnlyList<ArrayDescription> devices, long? seed = null) => new(
        $"fhnhw {Version}",
        commandLine,
        devices,
        ConstantsHashOf(devices),
        seed,
        DateTime.UtcNow,
        Machine.Here);

    /// <summary>Hash of the step's constants of the first fixed-point array; null where there is none.</summary>
    public static string? ConstantsHashOf(IEnumerable<ArrayDescription> devices) =>
        devices.Select(device => device.ConstantsHash).FirstOrDefault(hash => hash != "none");

    private static string ReadVersion()
    {
        var version = typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var parts = (version ?? "unknown").Split('+');
        return parts.Length > 1 ? $"{parts[0]}+{parts[1][..Math.Min(8, parts[1].Length)]}" : parts[0];
    }
}

/// <summary>
/// The provenance of a study's result, which is the same whoever computed the tasks, and when: no date and no machine. Those stand beside each task's
/// result in its file.
/// </summary>
/// <param name="Program">Name and version of the program.</param>
/// <param name="CommandLine">The command of the study, without device and places.</param>
/// <param name="Devices">Every kind of array that took part.</param>
/// <param name="ConstantsHash">Hash of the step's constants; null where no fixed-point array took part.</param>
/// <param name="Seed">Seed of all that is random; null where several are.</param>
internal sealed record StudyProvenance(
    string Program, IReadOnlyList<string> CommandLine, IReadOnlyList<ArrayDescription> Devices, string? ConstantsHash, long? Seed)
{
    /// <summary>Describes a study's result.</summary>
    public static StudyProvenance Of(IReadOnlyList<string> command, IReadOnlyList<ArrayDescription> devices, long? seed = null) => new(
        $"fhnhw {Provenance.Version}", command, devices, Provenance.ConstantsHashOf(devices), seed);
}

/// <summary>A computer.</summary>
/// <param name="Name">Its host name.</param>
/// <param name="System">Operating system.</param>
/// <param name="Processor">Processor.</param>
/// <param name="Cores">Logical cores that this process may use.</param>
/// <param name="Runtime">.NET runtime.</param>
internal sealed record Machine(string Name, string System, string Processor, int Cores, string Runtime)
{
    /// <summary>The computer that this process runs on.</summary>
    public static Machine Here { get; } = new(
        Environment.MachineName,
        RuntimeInformation.OSDescription,
        Kernels.Arrays.Processor.Name,
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription);
}
