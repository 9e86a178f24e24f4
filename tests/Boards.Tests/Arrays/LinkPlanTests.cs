using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Arrays;

public class LinkPlanTests
{
    // 256 cells of 16 bits, 4 lanes at 48 MHz; 51,200 steps of transient and 25,600 of window, one sample in 16.
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(12, -1), new Window(51_200, 25_600, 16));

    private static readonly Greeting Board = LinkPlan.Expected(Settings.Constants, 4, 256, 48_000_000);

    [Fact]
    public void The_mean_of_an_image_is_two_Y_a_cell_and_takes_as_long_as_the_cells()
    {
        var mean = Row("mean");
        Assert.InRange(mean.BytesDown, 100 * 2 * 3, 100 * 2 * 3 * 1.05);
        Assert.InRange(mean.BytesUp, 100 * 2, 100 * 2 * 1.1);
        Assert.Equal(100 * 76_800 / (4 * 48e6), mean.SecondsAnImage, 4);
        Assert.Equal(60_000 * mean.SecondsAnImage, mean.SecondsAnEpoch);
    }

    [Fact]
    public void The_slower_of_array_and_line_is_what_a_stream_takes()
    {
        var settings = Settings with { Format = new CellFormat(3, 8, 3) };
        var board = LinkPlan.Expected(settings.Constants, 100, 100, 96_000_000, parallel: true);
        var (array, line, both) = new LinkPlan(board, 300_000, settings).MeanRates(100);
        Assert.Equal(96e6 / 76_800, array, 6);
        Assert.InRange(line, 300_000 / 229.0, 300_000 / 227.0);
        Assert.Equal(array, both, 6);
        (array, line, both) = new LinkPlan(board, 100_000, settings).MeanRates(100);
        Assert.Equal(line, both, 6);
        Assert.True(array > line);
    }

    [Fact]
    public void A_trace_is_bound_by_the_line()
    {
        var trace = Row("trace/16");
        Assert.InRange(trace.BytesDown, 100 * 1600 * 2, 100 * 1600 * 2 * 1.03);
        var transient = 100 * 51_200 / (4 * 48e6);
        var alongside = 508 / 300_000.0 * 100 / 256; // the last bytes of a job are sent while the next one begins
        Assert.Equal(transient + (trace.BytesDown / 300_000) - alongside, trace.SecondsAnImage, 4);
    }

    [Fact]
    public void Signs_are_a_sixteenth_of_a_trace_and_votes_next_to_nothing()
    {
        Assert.InRange(Row("signs").BytesDown, 100 * 1600 / 8.0, 100 * 1600 / 8.0 * 1.07);
        Assert.InRange(Row("votes").BytesDown, 600 + 40, (600 + 40) * 1.05);
    }

    [Fact]
    public void The_response_table_is_the_trace_of_every_code_and_its_ends_once_more()
    {
        var responses = new LinkPlan(Board, 300_000, Settings).ResponseTable();
        Assert.InRange(responses.BytesDown, 4095 * 3212, 4095 * 3212 * 1.03);
        Assert.InRange(
            responses.SecondsAnImage, responses.BytesDown / 300_000, (responses.BytesDown / 300_000) + (1.05 * 4095 * (51_200 + 76_800) / (4 * 48e6)));
    }

    [Fact]
    public void An_unknown_rate_gives_no_seconds()
    {
        var unknown = Board with { Clock = 0, Lanes = 0 };
        Assert.All(new LinkPlan(unknown, null, Settings).Rows(100, 10, 10), row => Assert.True(double.IsNaN(row.SecondsAnImage)));
        Assert.DoesNotContain(
            new LinkPlan(Board with { Features = Protocol.TraceFeature }, 1, Settings).Rows(100, 10, 10),
            row => row.Readout != "trace/16");
    }

    [DeviceFact]
    public void The_planned_bytes_are_those_that_cross_the_line()
    {
        using var device = ReferenceDevice.OnTcp(Settings.Constants, 0, "--cells", "100");
        using var array = new BoardArray(device.Address, Settings with { Window = new Window(10, 25_600, 16) }, new LinkOptions());
        var plan = new LinkPlan(array.Board.Greeting, 300_000, array.Settings).Rows(100, 10, 1).Single(row => row.Readout == "trace/16");
        var (sent, received) = (array.Board.Statistics.BytesSent, array.Board.Statistics.BytesReceived);
        _ = array.Run(new(array.Settings.Codes.AllCodes().AsSpan(0, 100), Features.Trace));
        Assert.InRange(array.Board.Statistics.BytesReceived - received, plan.BytesDown * 0.98, plan.BytesDown + 200);
        Assert.InRange(array.Board.Statistics.BytesSent - sent, plan.BytesUp * 0.98, plan.BytesUp + 10);
    }

    [Fact]
    public void Per_cell_parameters_cost_their_words_and_an_ADC_the_trace()
    {
        var bench = Settings with { Imperfections = Imperfections.Preset("lab"), Cells = 100 };
        var board = Board with { Features = (ushort)(Board.Features | Protocol.PerCellFeature | Protocol.RegistersFeature) };
        var mean = new LinkPlan(board, 300_000, bench with { Imperfections = bench.Imperfections.WithoutAdc() })
            .Rows(100, 10, 1).Single(row => row.Readout == "mean");
        var ideal = new LinkPlan(board, 300_000, Settings).Rows(100, 10, 1).Single(row => row.Readout == "mean");
        Assert.InRange(mean.BytesUp / ideal.BytesUp, 6, 6.7); // 13 bytes where there are 2
        Assert.Equal(ideal.BytesDown, mean.BytesDown, ideal.BytesDown * 0.01);
        Assert.Equal(["signs", "trace/16"], new LinkPlan(board, 300_000, bench).Rows(100, 10, 1).Select(row => row.Readout));
        Assert.Equal(100 * Settings.Codes.Count, new LinkPlan(board, 300_000, bench).ResponseTableRuns);
    }

    private static PlanRow Row(string readout) =>
        new LinkPlan(Board, 300_000, Settings).Rows(100, 10, 60_000).Single(row => row.Readout == readout);
}
