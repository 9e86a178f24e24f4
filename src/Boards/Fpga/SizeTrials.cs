using System.Globalization;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>Tries sizes of one array on one board, each through the tools once and from the cache from then on.</summary>
/// <param name="sources">The checkout.</param>
/// <param name="tools">Where the tools are looked for.</param>
/// <param name="cache">Results of earlier trials.</param>
/// <param name="seeds">How often place and route may try to meet timing.</param>
/// <param name="told">Gets a few words about what is about to run.</param>
/// <param name="cancellation">Ends the running tool.</param>
public sealed class SizeTrials(
    HdlSources sources, ToolBox tools, CostCache cache, int seeds, Action<string> told, CancellationToken cancellation)
    : ISizeTrials
{
    private readonly Dictionary<string, (string Hash, string[] Versions)> _known = [];

    /// <inheritdoc/>
    public BoardFile Board(string board) => BoardFile.Read(sources, board);

    /// <inheritdoc/>
    public double FastestMHz(string board, double mostMHz) => BoardClocks.FastestMHz(sources, BoardFile.Read(sources, board), board, mostMHz);

    /// <inheritdoc/>
    public SizeTrial Count(string board, CellConstants constants, BoardVariant variant) => Of(board, constants, variant, false);

    /// <inheritdoc/>
    public SizeTrial Route(string board, CellConstants constants, BoardVariant variant) => Of(board, constants, variant, true);

    private SizeTrial Of(string board, CellConstants constants, BoardVariant variant, bool route)
    {
        var (hash, versions) = Known(board);
        var key = CostCache.Key(constants, board, variant, route, hash, versions, seeds);
        if (cache.Get(key) is { } before)
        {
            return before;
        }

        using var hold = cache.Hold(key, cancellation);
        if (hold is not null && cache.Get(key) is { } meanwhile)
        {
            return meanwhile;
        }

        told(string.Create(CultureInfo.InvariantCulture,
            $"{board}, {constants.Format}, {variant.Lanes} {(variant.Parallel ? "cells in parallel" : "lanes")}: "
                + $"{(route ? "place and route" : "count")}"));
        var trial = Run(board, constants, variant, route);
        cache.Put(key, trial);
        return trial;
    }

    private SizeTrial Run(string board, CellConstants constants, BoardVariant variant, bool route)
    {
        var flow = new BoardFlow(sources, tools, _ => { }, seeds, cancellation);
        var (counted, complaint) = flow.Try(board, constants, variant, route);
        var needed = variant.Of(BoardFile.Read(sources, board), constants.Format).ClockMHz;
        var meets = counted.MaxMHz >= needed;
        var limit = Missing(counted) ?? complaint
            ?? (route && !meets ? string.Create(CultureInfo.InvariantCulture, $"{counted.MaxMHz:0.0} of {needed:0.##} MHz") : null);
        return new SizeTrial(variant.Lanes!.Value, [.. counted.Elements.Where(Counts)], counted.MaxMHz, meets, limit);
    }

    private static bool Counts(Utilisation element) => element.Kind is SizeTrial.LogicCell or SizeTrial.Multiplier or SizeTrial.BlockRam;

    private static string? Missing(NextpnrLog log) => log.Elements.FirstOrDefault(element => element.Used > element.Available) is { } over
        ? string.Create(CultureInfo.InvariantCulture, $"{over.Used} of {over.Available} {over.Kind}")
        : null;

    private (string Hash, string[] Versions) Known(string board)
    {
        if (!_known.TryGetValue(board, out var known))
        {
            var family = FpgaFamily.Of(BoardFile.Read(sources, board));
            var found = tools.For(family);
            found.Require(family.Tools);
            _known[board] = known = (BoardFlow.SourcesHash(sources, board), [found.Version(Tool.Yosys), found.Version(family.Router)]);
        }

        return known;
    }
}
