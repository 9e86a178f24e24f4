using FhnHw.Soak.Simulation;

namespace FhnHw.Soak;

/// <summary>The command of tools/soak.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (Options.Of(arguments) is not { } options)
        {
            Console.Error.WriteLine("tools/soak: these options say nothing known; see tools/soak --help.");
            return 2;
        }

        return options.Replay is { } seed ? Replay(seed) : Seeds(options);
    }

    private static int Replay(long seed)
    {
        var verdict = SimulatedRun.Of(seed, Console.WriteLine);
        Console.WriteLine(verdict.Problem ?? $"seed {seed}: as it must be");
        return verdict.Problem is null ? 0 : 1;
    }

    private static int Seeds(Options options)
    {
        var tally = new Tally(options.From);
        var sweep = new Sweep(options.From, options.Seeds, TimeSpan.FromMinutes(options.Minutes), tally);
        sweep.Run(Environment.ProcessorCount, verdict => Console.WriteLine(Sweep.Line(verdict)), () => Console.WriteLine(tally));
        Console.WriteLine(tally);
        return tally.Problems == 0 ? 0 : 1;
    }
}
