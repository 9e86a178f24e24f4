using FhnHw.Host.Boards;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Tests.Boards;

public class BoardFileTests
{
    private static readonly HdlSources Sources = HdlSources.Find();

    [Theory]
    [InlineData("hx8k")]
    [InlineData("icebreaker")]
    public void A_parallel_array_is_of_the_size_that_the_top_module_sets(string board)
    {
        var file = BoardFile.Read(Sources, board).WithParallelArray();
        var top = File.ReadAllText(Path.Combine(Sources.Hdl, "boards", board, "top.v"));
        Assert.Equal(1, file.Slots);
        Assert.Contains(FormattableString.Invariant($".PARALLEL(1),\n        .LANES({file.Lanes}),"), top, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"CLOCK_HZ = {file.ClockMHz}_000_000;"), top, StringComparison.Ordinal);
    }

    [Fact]
    public void A_board_without_a_parallel_array_says_so()
    {
        var refused = Assert.Throws<InvalidSettingException>(() => BoardFile.Read(Sources, "ulx3s").WithParallelArray());
        Assert.Contains("no parallel array", refused.Message, StringComparison.Ordinal);
    }
}
