using System.Diagnostics;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Tests.Terminal;

public sealed class LinesNowAndThenTests : IDisposable
{
    private readonly StringWriter _error = new();
    private long _now = 1;

    [Fact]
    public void Short_work_is_silent()
    {
        var lines = Lines(100);
        Pass(29);
        lines.Report(50, "table");
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void Long_work_writes_a_line_each_half_minute_with_the_time_left()
    {
        var lines = Lines(100);
        for (var done = 1; done < 100; done++)
        {
            Pass(3);
            lines.Report(done, "table");
        }

        var written = _error.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal("fhnhw: table: 10 %, 5 min left", written[0]);
        Assert.Equal("fhnhw: table: 90 %, 30 s left", written[^1]);
        Assert.Equal(9, written.Length);
    }

    [Fact]
    public void Work_that_is_done_or_has_not_begun_has_no_line()
    {
        var lines = Lines(100);
        Pass(60);
        lines.Report(0, "table");
        lines.Report(100, "table");
        Assert.Equal("", _error.ToString());
    }

    public void Dispose() => _error.Dispose();

    private LinesNowAndThen Lines(long total) => new(_error, total, () => _now);

    private void Pass(double seconds) => _now += (long)(seconds * Stopwatch.Frequency);
}
