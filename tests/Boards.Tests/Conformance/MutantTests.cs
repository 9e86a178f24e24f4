using System.Collections.Concurrent;
using FhnHw.Boards.Conformance;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Conformance;

/// <summary>Conformance finds each fault of a device: mutants.txt has them, and the rule that is about each.</summary>
public class MutantTests
{
    private const int AtOnce = 6; // they wait more than they compute

    private static readonly CellConstants Constants = new(new CellFormat(8, 8, 6), new CellParameters());

    [DeviceFact]
    public void Every_mutant_of_the_reference_device_breaks_the_rule_about_it()
    {
        var mutants = Mutant.All(Path.Combine(Checkout.Root, "tests", "Boards.Tests", "Conformance", "mutants.txt"));
        Assert.True(mutants.Count >= 30);
        using var build = new MutantBuild();
        var missed = new ConcurrentBag<string>();
        Parallel.ForEach(mutants.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, each =>
        {
            var (number, mutant) = each;
            if (Missed(mutant.Name, build.Build(mutant, number)) is { } what)
            {
                missed.Add(what);
            }
        });
        Assert.Empty(missed.Order());
    }

    // A busy machine may hide a fault about time: one try of three has to find it.
    private static string? Missed(string mutant, string program) =>
        MissedOnce(mutant, program) is null || MissedOnce(mutant, program) is null ? null : MissedOnce(mutant, program);

    // Null where the rule is broken, and not because the device does not greet at all; else what came of it.
    private static string? MissedOnce(string mutant, string program)
    {
        var rule = ConformanceSuite.Rules.Single(each => each.Name.StartsWith(mutant.Split(" -> ")[1], StringComparison.Ordinal));
        using var device = ReferenceDevice.OnTcpOf(program, Constants);
        using var probe = new Probe(device.Address.Open(), Constants, null);
        var result = ConformanceSuite.TryOnce(rule, probe);
        var greets = rule.Name.StartsWith("HELLO is answered", StringComparison.Ordinal)
            || result.Seen?.Contains("no GREETING", StringComparison.Ordinal) != true;
        return result.Verdict == Verdict.Fail && greets ? null : $"{mutant}: {result.Verdict} {result.Seen}";
    }
}
