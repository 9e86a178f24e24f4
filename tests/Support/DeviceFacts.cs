namespace FhnHw.Tests;

/// <summary>Programs that tests of the link need.</summary>
public static class Needs
{
    /// <summary>Why a test cannot run, naming what is missing; null where it can.</summary>
    public static string? Missing(params string[] programs)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The reference device's pseudo-terminals and signals are those of Linux.";
        }

        var missing = programs.Where(program => !Folders().Any(folder => File.Exists(Path.Combine(folder, program)))).ToArray();
        return missing.Length == 0 ? null : $"Not installed: {string.Join(", ", missing)}.";
    }

    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin");
}

/// <summary>A test against the reference device; a named skip where no C compiler is there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute() => Skip = Needs.Missing("gcc", "make");
}

/// <summary>A theory against the reference device.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceTheoryAttribute : TheoryAttribute
{
    public DeviceTheoryAttribute() => Skip = Needs.Missing("gcc", "make");
}

/// <summary>A test against the reference device through ser2net.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BridgeFactAttribute : FactAttribute
{
    public BridgeFactAttribute() => Skip = Needs.Missing("gcc", "make", "ser2net");
}
