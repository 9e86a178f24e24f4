using FhnHw.Boards.Arrays;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Tests.Arrays;

/// <summary>The host asks a board for the least that is enough.</summary>
public class FeatureChoiceTests
{
    private const int Ends = Protocol.EndsFeature, Trace = Protocol.TraceFeature, Signs = Protocol.SignsFeature,
        Votes = Protocol.VotesFeature, Charge = Protocol.ChargeFeature;

    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), new Window(20, 90, 3));

    private static readonly Greeting Board = LinkPlan.Expected(Settings.Constants, 4, 256, 48_000_000);
    private static readonly Readout Linear = new(Nonlinearity.Linear, new float[1000], new float[10]);
    private static readonly Readout Sigmoid = new(Nonlinearity.Sigmoid, new float[1000], new float[10]);

    [Theory]
    [InlineData(Features.None, 0)]
    [InlineData(Features.Mean, Ends)]
    [InlineData(Features.Ends, Ends)]
    [InlineData(Features.Trace, Trace | Ends)]
    [InlineData(Features.Signs, Signs | Ends)]
    [InlineData(Features.Votes, Votes | Ends)]
    [InlineData(Features.Votes | Features.Mean, Votes | Ends)]
    [InlineData(Features.Signs | Features.Trace, Trace | Ends)]
    [InlineData(Features.Signs | Features.Votes, Trace | Ends)]
    [InlineData(Features.Activation, Trace | Ends)]
    public void Each_feature_costs_what_it_must(Features features, int bits) => Assert.Equal(bits, Of(Board, features, Linear));

    [Fact]
    public void Sigmoid_votes_and_votes_that_do_not_fit_come_from_the_trace()
    {
        Assert.Equal(Trace | Ends, Of(Board, Features.Votes, Sigmoid));
        Assert.Equal(Trace | Ends, Of(Board with { ReadoutWords = 1019 }, Features.Votes, Linear));
        Assert.Equal(Votes | Ends, Of(Board with { ReadoutWords = 1020 }, Features.Votes, Linear));
        Assert.Equal(Trace | Ends, Of(Board with { Cells = 99 }, Features.Votes, Linear));
        Assert.Equal(Trace | Ends, Of(Board with { Features = Ends | Trace }, Features.Votes | Features.Signs, Linear));
    }

    [Fact]
    public void The_sum_of_x_over_every_step_needs_no_trace()
    {
        var everyStep = Settings with { Window = new Window(20, 90, 1) };
        Assert.Equal(Ends, FeatureChoice.Of("", Board, everyStep, Features.Activation, Linear).Bits);
        Assert.Equal(Trace | Ends, FeatureChoice.Of("", Board, everyStep, Features.Activation, Sigmoid).Bits);
    }

    [Theory]
    [InlineData(Features.Mean, Charge)]
    [InlineData(Features.Mean | Features.Ends, Ends)]
    [InlineData(Features.Signs | Features.Mean, Signs | Ends)]
    [InlineData(Features.Trace | Features.Mean, Trace | Ends)]
    public void What_Y_gains_does_for_the_mean_unless_Y_itself_is_wanted(Features features, int bits)
    {
        var board = LinkPlan.Expected(Settings.Constants, 100, 100, 96_000_000, parallel: true);
        Assert.Equal(bits, Of(board, features, Linear));
        Assert.Equal(bits & ~Charge | ((bits & Charge) != 0 ? Ends : 0), Of(board with { Constants = "0000000000000000" }, features, Linear));
    }

    [Fact]
    public void A_board_without_traces_gives_the_mean_and_says_so_where_more_is_wanted()
    {
        var meanOnly = Board with { Features = Ends };
        Assert.Equal(Ends, Of(meanOnly, Features.Mean, null));
        Assert.Contains(
            "sends no samples",
            Assert.Throws<InvalidSettingException>(() => Of(meanOnly, Features.Signs, null)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Trace | Ends, 256, 4096, 1 << 20, 256)]
    [InlineData(Trace | Ends, 256, 225, 1 << 20, 100)]
    [InlineData(Trace | Ends, 256, 4096, 6600, 100)]
    [InlineData(Trace | Ends, 256, 4096, 1, 1)]
    public void Jobs_are_as_large_as_cells_queue_and_reply_allow(int bits, int cells, int queue, int reply, int runs) =>
        Assert.Equal(
            runs,
            JobSplit.MostRuns(Board with { Cells = (ushort)cells, Queue = (ushort)queue }, (ushort)bits, Settings.Window, 0, 0, reply));

    [Theory]
    [InlineData(100, 256, 0, 100)] // all in one job
    [InlineData(300, 256, 0, 152)] // two, rounded up to whole rows of 4 lanes
    [InlineData(1024, 256, 0, 256)]
    [InlineData(257, 256, 0, 132)]
    [InlineData(258, 129, 0, 129)] // no more than there is room for
    [InlineData(300, 256, 100, 200)]
    public void Runs_are_shared_out_evenly(int all, int most, int imageCells, int runs) =>
        Assert.Equal(runs, JobSplit.EvenRuns(Board, all, most, imageCells));

    [Fact]
    public void Per_cell_parameters_take_13_bytes_a_cell_and_what_an_ADC_reads_is_computed_from_the_trace()
    {
        const int perCellWords = Protocol.PerCellFeature;
        var (board, bench) = (Board with { Features = (ushort)(Board.Features | perCellWords | Protocol.RegistersFeature) }, Imperfections.Preset("lab"));
        Assert.Equal(312, JobSplit.MostRuns(board with { Cells = 1000 }, perCellWords | Ends, Settings.Window, 0, 0, 1 << 20)); // (4096 - 30)/13
        Assert.Equal(perCellWords | Trace | Ends, Of(bench, Features.Mean));
        Assert.Equal(perCellWords | Trace | Ends, Of(bench, Features.Votes));
        Assert.Equal(perCellWords | Signs | Ends, Of(bench, Features.Signs));
        Assert.Equal(perCellWords | Trace | Ends, Of(bench with { AdcBits = 0, Comparator = 0.3 }, Features.Signs));
        Assert.Equal(perCellWords | Ends, Of(bench.WithoutAdc(), Features.Mean));
        Assert.Equal(perCellWords | Votes | Ends, Of(bench.WithoutAdc(), Features.Votes));
        Assert.Equal(perCellWords | Ends | Protocol.RegistersFeature, Of(bench.WithoutAdc() with { Stateful = true }, Features.None));
        Assert.Equal(Signs | Ends, Of(Imperfections.Ideal with { OffsetMismatch = 0.5, Comparator = 0 }, Features.Signs));

        int Of(Imperfections imperfections, Features features) =>
            FeatureChoice.Of("The board", board, Settings with { Imperfections = imperfections, Cells = 100 }, features, Linear).Bits;
    }

    [Fact]
    public void Jobs_with_votes_take_whole_images()
    {
        Assert.Equal(200, JobSplit.MostRuns(Board, Votes, Settings.Window, 100, 10, 1 << 20));
        Assert.Equal(100, JobSplit.MostRuns(Board, Votes, Settings.Window, 100, 10, 1));
        Assert.Equal(0, JobSplit.MostRuns(Board, Votes, Settings.Window, 257, 10, 1 << 20));
    }

    private static int Of(Greeting board, Features features, Readout? readout) =>
        FeatureChoice.Of("The board", board, Settings, features, readout).Bits;
}
