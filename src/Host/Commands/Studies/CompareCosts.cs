using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Studies;

/// <summary>The part of <c>compare</c> that runs the boards' tools.</summary>
internal static class CompareCosts
{
    // How often place and route may try to reach the clock rate.
    private const int Seeds = 2;

    /// <summary>Refuses boards that are unknown, and those of families whose elements are not counted.</summary>
    /// <exception cref="InvalidSettingException">One is.</exception>
    public static void Check(IReadOnlyList<string> boards)
    {
        var sources = HdlSources.Find();
        foreach (var board in boards)
        {
            if (FpgaFamily.Of(BoardFile.Read(sources, board)) != FpgaFamily.Ice40)
            {
                throw new InvalidSettingException(
                    $"What cells cost on '{board}' cannot be told, since elements are counted of iCE40 boards alone; give --synthesis such boards.");
            }
        }
    }

    /// <summary>One sentence about tools that are missing; null where all are there.</summary>
    public static string? Missing(IReadOnlyList<string> boards)
    {
        if (boards.Count == 0)
        {
            return null;
        }

        try
        {
            var sources = HdlSources.Find();
            foreach (var family in boards.Select(board => FpgaFamily.Of(BoardFile.Read(sources, board))).Distinct())
            {
                ToolBox.OfProcess().For(family).Require(family.Tools);
            }

            return null;
        }
        catch (ToolMissingException error)
        {
            return $"The report has no costs of boards: {Explanation.Of(error)}";
        }
    }

    /// <summary>Searches the largest arrays of formats on boards.</summary>
    public static CostRow[] Run(IReadOnlyList<ComparedFormat> formats, IReadOnlyList<string> boards, Session session)
    {
        var run = new CostRun(formats, boards);
        var cache = new CostCache(Path.Combine(UserCache.Folder(Environment.GetEnvironmentVariable), "synthesis"));
        return session.Screen.Follow("synthesis", run.Count, report =>
        {
            var done = 0;
            var trials = new SizeTrials(
                HdlSources.Find(), ToolBox.OfProcess(), cache, Seeds, words => report(done, words), session.Cancellation);
            return run.Run(new CostSearch(trials), count => done = count);
        });
    }
}
