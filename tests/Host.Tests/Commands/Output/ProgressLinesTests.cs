using FhnHw.Host.Commands.Output;

namespace FhnHw.Host.Tests.Commands.Output;

public class ProgressLinesTests
{
    [Fact]
    public void Short_work_writes_nothing() => Assert.Empty(Report((9, 50)));

    [Fact]
    public void Long_work_writes_a_line_every_ten_seconds_with_the_time_left() =>
        Assert.Equal("work: 25 %, 30 s left\nwork: 50 %, 20 s left\n", Report((10, 25), (15, 40), (20, 50)));

    [Fact]
    public void Nothing_done_gives_no_time_left() => Assert.Empty(Report((60, 0)));

    private static string Report(params (int Seconds, long Done)[] reports)
    {
        using var writer = new StringWriter();
        var clock = new HandClock();
        var lines = new ProgressLines(writer, "work", 100, clock);
        foreach (var (seconds, done) in reports)
        {
            clock.Seconds = seconds;
            lines.Report(done);
        }

        return writer.ToString();
    }

    private sealed class HandClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
