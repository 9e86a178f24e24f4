using System.Diagnostics;
using System.Security.Cryptography;
using FhnHw.Fuzz.Mutation;

namespace FhnHw.Fuzz.Engine;

/// <summary>How long a target is fuzzed.</summary>
/// <param name="Runs">Damaged inputs at most, beside the sound and the saved ones.</param>
/// <param name="Time">Time at most.</param>
/// <param name="Seed">Equal seeds try equal inputs, where no coverage is counted.</param>
/// <param name="HangAfter">The longest time for an input.</param>
internal sealed record Budget(long Runs, TimeSpan Time, int Seed, TimeSpan HangAfter);

/// <summary>An input that the product fails on.</summary>
/// <param name="Complaint">What is wrong.</param>
/// <param name="Path">Where the smallest such input is kept.</param>
internal sealed record Crash(string Complaint, string Path);

/// <summary>Damages inputs of a target and keeps those that take new branches, to damage them further.</summary>
internal sealed class Fuzzer(Target target, Budget budget, string folder)
{
    private const int LongestInput = 64 << 10, MostStacked = 6, MostCrashes = 40;

    private readonly Random _random = new(budget.Seed);
    private readonly List<byte[]> _corpus = [];
    private readonly Dictionary<string, Crash> _crashes = [];
    private readonly HashSet<string> _kept = [];

    /// <summary>Inputs tried.</summary>
    public long Runs { get; private set; }

    /// <summary>Inputs that take branches of their own.</summary>
    public int Corpus => _corpus.Count;

    /// <summary>What was found.</summary>
    public IReadOnlyCollection<Crash> Crashes => _crashes.Values;

    /// <summary>Fuzzes to the end of the budget.</summary>
    /// <param name="corpus">Inputs of runs before, and saved ones.</param>
    public void Run(IEnumerable<byte[]> corpus)
    {
        using var watchdog = new Watchdog(budget.HangAfter, Hangs);
        var clock = Stopwatch.StartNew();
        foreach (var seed in target.Seeds())
        {
            Try(seed, watchdog, limited: false); // sound inputs pay for what is compiled and built once
            Keep(seed);
        }

        foreach (var input in corpus)
        {
            Try(input, watchdog, limited: true);
            Keep(input);
        }

        for (var damaged = 0L; damaged < budget.Runs && clock.Elapsed < budget.Time && _crashes.Count < MostCrashes; damaged++)
        {
            var input = Child();
            if (Try(input, watchdog, limited: true))
            {
                Keep(input);
            }
        }
    }

    // Half of the parents are among the newest, which lie deepest.
    private byte[] Child()
    {
        var newest = _random.Next(2) == 0 ? Math.Max(0, _corpus.Count - 16) : 0;
        var input = _corpus[_random.Next(newest, _corpus.Count)];
        for (var left = 1 + Math.Min(_random.Next(MostStacked), _random.Next(MostStacked)); left > 0; left--)
        {
            input = _random.Next(3) > 0 ? target.Mutate(input, _random)
                : _random.Next(8) == 0 ? ByteMutation.Splice(input, _corpus[_random.Next(_corpus.Count)], _random)
                : ByteMutation.Mutate(input, _random);
            input = input.Length > LongestInput ? input[..LongestInput] : input;
        }

        return input;
    }

    // True where it took new branches.
    private bool Try(byte[] input, Watchdog watchdog, bool limited)
    {
        Runs++;
        Coverage.Clear();
        watchdog.Begin(input);
        if (Complaint(input, limited) is var (complaint, key) && !_crashes.ContainsKey(key))
        {
            var least = Minimiser.Of(input, smaller =>
            {
                watchdog.Begin(smaller);
                return Complaint(smaller, limited) is { } other && other.Key == key;
            });
            _crashes[key] = new Crash(complaint, Save("crashes", least));
        }

        watchdog.End();
        return Coverage.IsNew();
    }

    private (string Complaint, string Key)? Complaint(byte[] input, bool limited)
    {
        var before = GC.GetTotalAllocatedBytes();
        try
        {
            target.Run(input);
        }
#pragma warning disable CA1031 // Whatever is thrown is judged.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!target.Refuses(error) && Verdict.Of(error) is { } complaint)
            {
                return ($"{complaint}\n{error.StackTrace}", Verdict.KeyOf(error, complaint));
            }
        }

        var taken = GC.GetTotalAllocatedBytes() - before;
        return limited && taken > target.MostBytes(input)
            ? ($"took {taken >> 20} MiB for {input.Length} bytes", "memory")
            : null;
    }

    private void Keep(byte[] input)
    {
        if (_kept.Add(Convert.ToHexString(SHA256.HashData(input))))
        {
            _corpus.Add(input);
            Save("corpus", input);
        }
    }

    private void Hangs(byte[] input)
    {
        var path = Save("crashes", input);
        Console.WriteLine($"FAIL  {target.Name}: no end after {budget.HangAfter.TotalSeconds} s; the input is {path}");
        Environment.Exit(1);
    }

    private string Save(string kind, byte[] input)
    {
        var path = Path.Combine(folder, kind, target.Name, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, input);
        return path;
    }
}
