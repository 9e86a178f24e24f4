namespace FhnHw.Tests.Simulation;

/// <summary>The command of tools/soak without --board.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Options.Of(arguments) switch
    {
        null => Complain(),
        { Mutants: true } options => new MutantTable(options.Seeds, (int)options.From).Run(),
        { Replay: { } seed } => Replay(seed),
        var options => Seeds(options),
    };

    private static int Complain()
    {
        Console.Error.WriteLine("tools/soak: one of these options is not known, or lacks its number; see tools/soak --help.");
        return 2;
    }

    private static int Replay(long seed)
    {
        var verdict = SimulatedRun.Of(seed, Console.WriteLine);
        Console.WriteLine(verdict.Problem is null ? $"seed {seed}: as it must be" : Sweep.Line(verdict));
        return verdict.Problem is null ? 0 : 1;
    }

    private static int Seeds(Options options)
    {
        var tally = new Tally(options.From);
        var sweep = new Sweep(options.From, options.Seeds, TimeSpan.FromMinutes(options.Minutes), options.First, tally);
        sweep.Run(Environment.ProcessorCount, verdict => Console.WriteLine(Sweep.Line(verdict)), () => Console.WriteLine(tally));
        Console.WriteLine(tally);
        return tally.Problems == 0 ? 0 : 1;
    }
}
