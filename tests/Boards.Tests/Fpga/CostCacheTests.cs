using FhnHw.Boards.Fpga;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class CostCacheTests
{
    private static readonly CellConstants Cell = new(new CellFormat(4, 8, 6), new CellParameters());

    public static TheoryData<string> Others => ["constants", "board", "array", "size", "routed", "sources", "tools", "seeds"];

    [Fact]
    public void Equal_questions_have_one_key() =>
        Assert.Equal(Key(), Key(constants: new CellConstants(new CellFormat(4, 8, 6), new CellParameters())));

    [Theory]
    [MemberData(nameof(Others))]
    public void Whatever_changes_the_result_changes_the_key(string what) => Assert.NotEqual(Key(), what switch
    {
        "constants" => Key(constants: new CellConstants(new CellFormat(4, 8, 6), new CellParameters(eps: 0.02))),
        "board" => Key(board: "another"),
        "array" => Key(variant: new BoardVariant(false, 16)),
        "size" => Key(variant: new BoardVariant(true, 17)),
        "routed" => Key(routed: false),
        "sources" => Key(sources: "fedcba"),
        "tools" => Key(versions: ["Yosys 0.24", "nextpnr 0.4"]),
        _ => Key(seeds: 3),
    });

    [Fact]
    public void What_was_kept_is_found_again_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var cache = new CostCache(Path.Combine(folder.Path, "synthesis"));
        Assert.Null(cache.Get("a"));
        var trial = new SizeTrial(16, [new Utilisation(SizeTrial.LogicCell, 1200, 5280)], 45.5, true, null);
        cache.Put("a", trial);
        var found = cache.Get("a")!;
        Assert.Equal((16, 45.5, true, 1200, 5280, 0), (
            found.Lanes, found.MaxMHz, found.MeetsTiming,
            found.Used(SizeTrial.LogicCell), found.Available(SizeTrial.LogicCell), found.Used(SizeTrial.Multiplier)));
        Assert.Null(cache.Get("b"));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "synthesis")));
        File.WriteAllText(file, File.ReadAllText(file).Replace("1200", "1201", StringComparison.Ordinal));
        Assert.Null(cache.Get("a"));
    }

    private static string Key(
        CellConstants? constants = null, string board = "tiny", BoardVariant? variant = null,
        bool routed = true, string sources = "abcdef", string[]? versions = null, int seeds = 2) => CostCache.Key(
            constants ?? Cell, board, variant ?? new BoardVariant(true, 16), routed, sources,
            versions ?? ["Yosys 0.23", "nextpnr 0.4"], seeds);
}
