using System.Diagnostics;

namespace FhnHw.Tests.Simulation;

/// <summary>Breaks host and device on purpose, one after the other, and shows how many seeds it takes until the simulation sees it.</summary>
/// <param name="seeds">The most seeds for each.</param>
/// <param name="from">The first mutant, from 1.</param>
internal sealed class MutantTable(long seeds, int from)
{
    private static readonly string[] Parts =
    [
        "src/Boards", "src/Files", "src/Kernels", "src/Training", "tests/Simulation", "tests/Support", "tests/Directory.Build.props", "tools/refdevice",
        "Directory.Build.props", "Directory.Packages.props", "FhnHw.sln", "global.json", ".editorconfig",
    ];

    private readonly string _copy = Path.Combine(Path.GetTempPath(), $"fhnhw-mutants-{Environment.ProcessId}");

    /// <summary>Tries all of them on a copy of the checkout. Prints a row each.</summary>
    /// <returns>0 where each was found, else 1.</returns>
    public int Run()
    {
        try
        {
            foreach (var part in Parts)
            {
                Copy(Path.Combine(Checkout.Root, part), Path.Combine(_copy, part));
            }

            var found = 0;
            var mutants = Mutant.All(Path.Combine(Checkout.Root, "tests", "Simulation", "mutants.txt")).Skip(from - 1).ToArray();
            Console.WriteLine("| what is broken | found at seed | by |\n| --- | --- | --- |");
            foreach (var mutant in mutants)
            {
                var line = Try(mutant);
                found += line is null ? 0 : 1;
                Console.WriteLine($"| {mutant.Name} | {line ?? $"not within {seeds} |"} |");
            }

            Console.WriteLine($"\n{found} of {mutants.Length} found within {seeds} seeds");
            return found == mutants.Length ? 0 : 1;
        }
        finally
        {
            Directory.Delete(_copy, recursive: true);
        }
    }

    // The seed and what it shows; null where no seed shows anything.
    private string? Try(Mutant mutant)
    {
        var file = Path.Combine(_copy, mutant.File);
        var sound = File.ReadAllText(file);
        File.WriteAllText(file, mutant.Break(sound));
        var built = Run(
            "dotnet", "build", "tests/Simulation", "-c", "Release", "-v", "q", "--nologo", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false");
        var shown = Run("dotnet", "tests/Simulation/bin/Release/net10.0/FhnHw.Tests.Simulation.dll", "--first", "--seeds", $"{seeds}");
        File.WriteAllText(file, sound);
        if (built.Contains(": error ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The mutant '{mutant.Name}' does not build: {built}");
        }

        var line = shown.Split('\n').FirstOrDefault(text => text.StartsWith("seed ", StringComparison.Ordinal));
        var colon = line?.IndexOf(':') ?? 0;
        return line is null ? null : $"{line["seed ".Length..colon]} | {line[(colon + 2)..line.LastIndexOf(" -- ", StringComparison.Ordinal)]}";
    }

    private string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _copy, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        foreach (var entry in Directory.GetFileSystemEntries(from).Where(entry => Path.GetFileName(entry) is not ("bin" or "obj")))
        {
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
        }
    }
}
