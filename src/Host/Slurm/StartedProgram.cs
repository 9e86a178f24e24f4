namespace FhnHw.Host.Slurm;

/// <summary>This program as it was started, for jobs that start it again elsewhere.</summary>
internal static class StartedProgram
{
    // What the program, or the runtime that it is started by, reads from its environment.
    private static readonly string[] Prefixes = ["FHNHW_", "DOTNET_"];

    // What the job itself says, how many cores it has, and what stands in no file: a job gets it with the rest of the environment.
    private static readonly string[] Left = ["DOTNET_PROCESSOR_COUNT", "TOKEN"];

    /// <summary>The words that start it, in full: dotnet and the program's file, or the published program.</summary>
    public static IReadOnlyList<string> Words => Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) != "dotnet"
        && Path.GetFileNameWithoutExtension(program) != "testhost"
        ? [program]
        : [Environment.ProcessPath ?? "dotnet", Assembly];

    /// <summary>The program's file for dotnet; a program that is one file has none, and is started by itself.</summary>
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, $"{typeof(StartedProgram).Assembly.GetName().Name}.dll");

    /// <summary>The variables that it reads.</summary>
    public static IReadOnlyDictionary<string, string> Variables => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Select(pair => ((string)pair.Key, (string)pair.Value!))
        .Where(pair => Prefixes.Any(prefix => pair.Item1.StartsWith(prefix, StringComparison.Ordinal)) && !Left.Any(pair.Item1.Contains))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);
}
