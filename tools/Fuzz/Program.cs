using System.Globalization;
using FhnHw.Fuzz;
using FhnHw.Fuzz.Engine;

// Before any code of the product runs, which counts its branches from then on.
Coverage.Begin();
return Arguments.Of(args) is { } arguments ? Fuzzing.Run(arguments) : 0;

/// <summary>What the command line says.</summary>
/// <param name="Targets">Names; empty for all.</param>
/// <param name="Budget">For each target.</param>
/// <param name="Gate">True to take each target's own number of runs.</param>
/// <param name="Folder">Where corpus and crashes are kept.</param>
/// <param name="Saved">Where the inputs lie that once failed, a folder a target.</param>
internal sealed record Arguments(IReadOnlyList<string> Targets, Budget Budget, bool Gate, string Folder, string Saved)
{
    /// <summary>Reads it; null where there is nothing to fuzz.</summary>
    public static Arguments? Of(string[] args)
    {
        if (args is ["--instrument", var folder])
        {
            Instrumenting.In(folder);
            return null;
        }

        if (args is ["--list"])
        {
            Fuzzing.List();
            return null;
        }

        var arguments = new Arguments(
            [], new Budget(long.MaxValue, TimeSpan.FromMinutes(1), 1, TimeSpan.FromSeconds(20)), false,
            Path.GetFullPath("artifacts/fuzz"), "tests/vectors/fuzz"); // a whole path, since command lines are tried in another folder
        for (var i = 0; i < args.Length; i++)
        {
            arguments = args[i] switch
            {
                "--gate" => arguments with { Gate = true, Budget = arguments.Budget with { Time = TimeSpan.MaxValue, HangAfter = TimeSpan.FromMinutes(2) } },
                "--minutes" => arguments with { Budget = arguments.Budget with { Time = TimeSpan.FromMinutes(Number(args[++i])) } },
                "--runs" => arguments with { Budget = arguments.Budget with { Runs = (long)Number(args[++i]), Time = TimeSpan.MaxValue } },
                "--seed" => arguments with { Budget = arguments.Budget with { Seed = (int)Number(args[++i]) } },
                "--folder" => arguments with { Folder = args[++i] },
                "--saved" => arguments with { Saved = args[++i] },
                _ => arguments with { Targets = [.. arguments.Targets, args[i]] },
            };
        }

        return arguments;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Fuzzes target by target, and tells how it went.</summary>
internal static class Fuzzing
{
    /// <summary>Names the targets.</summary>
    public static void List()
    {
        foreach (var make in Catalog.All)
        {
            using var target = make();
            Console.WriteLine($"{target.Name,-20}{target.About}");
        }
    }

    /// <summary>Fuzzes.</summary>
    /// <returns>0 where nothing was found.</returns>
    public static int Run(Arguments arguments)
    {
        var (passed, failed, found) = (0, 0, false);
        foreach (var make in Catalog.All)
        {
            using var target = make();
            if (arguments.Targets.Count > 0 && !arguments.Targets.Contains(target.Name))
            {
                continue;
            }

            found = true;
            var crashes = Run(target, arguments);
            (passed, failed) = crashes == 0 ? (passed + 1, failed) : (passed, failed + 1);
        }

        Console.WriteLine($"{passed} passed, {failed} failed");
        return !found ? 2 : failed == 0 ? 0 : 1;
    }

    private static int Run(Target target, Arguments arguments)
    {
        var budget = arguments.Gate ? arguments.Budget with { Runs = target.RunsInGate } : arguments.Budget;
        var before = Coverage.Edges;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var fuzzer = new Fuzzer(target, budget, arguments.Folder);
        fuzzer.Run(InputsOf(arguments.Saved, target).Concat(arguments.Gate ? [] : InputsOf(Path.Combine(arguments.Folder, "corpus"), target)));
        foreach (var crash in fuzzer.Crashes)
        {
            Console.WriteLine($"FAIL  {target.Name}: {crash.Complaint}\n      {crash.Path}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(fuzzer.Crashes.Count == 0 ? "PASS" : "FAIL")}  {target.Name,-18} {fuzzer.Runs,9} inputs, "
            + $"{Coverage.Edges - before,6} branches, {fuzzer.Corpus,5} kept, {clock.Elapsed.TotalSeconds,6:0.0} s"));
        return fuzzer.Crashes.Count;
    }

    private static byte[][] InputsOf(string folder, Target target)
    {
        var own = Path.Combine(folder, target.Name);
        return Directory.Exists(own) ? [.. Directory.EnumerateFiles(own).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }
}
