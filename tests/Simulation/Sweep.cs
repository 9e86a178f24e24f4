using System.Diagnostics;

namespace FhnHw.Tests.Simulation;

/// <summary>Runs many seeds, each on one thread from its beginning to its end.</summary>
/// <param name="from">The first seed.</param>
/// <param name="seeds">How many.</param>
/// <param name="most">The longest time.</param>
/// <param name="first">True to end at the first problem.</param>
/// <param name="tally">Gets what they come to.</param>
internal sealed class Sweep(long from, long seeds, TimeSpan most, bool first, Tally tally)
{
    private long _taken;

    /// <summary>Runs them.</summary>
    /// <param name="threads">How many at once.</param>
    /// <param name="problem">Gets each seed that shows what must not be.</param>
    /// <param name="minute">Called once a minute.</param>
    public void Run(int threads, Action<Verdict> problem, Action minute)
    {
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work) { Name = "seeds" }).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        using var timer = new Timer(_ => minute(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Array.ForEach(workers, worker => worker.Join());

        void Work()
        {
            while (Interlocked.Increment(ref _taken) is var number && number <= seeds && watch.Elapsed < most && !(first && tally.Problems > 0))
            {
                var verdict = SimulatedRun.Of(from + number - 1);
                tally.Add(verdict);
                if (verdict.Problem is not null)
                {
                    problem(verdict);
                }
            }
        }
    }

    /// <summary>A seed's problem in one line, with the command that shows it again.</summary>
    public static string Line(Verdict verdict) =>
        $"seed {verdict.Seed}: {verdict.Problem?.ReplaceLineEndings(" ")} -- again: tools/soak --replay {verdict.Seed}";
}
