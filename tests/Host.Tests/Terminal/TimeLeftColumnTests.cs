using FhnHw.Host.Terminal;

namespace FhnHw.Host.Tests.Terminal;

public class TimeLeftColumnTests
{
    [Theory]
    [InlineData(10, 0.25, 30)]
    [InlineData(7200, 0.5, 7200)]
    [InlineData(60, 1, 0)]
    public void The_time_left_is_at_the_pace_from_the_start(int elapsed, double share, int left) =>
        Assert.Equal(TimeSpan.FromSeconds(left), TimeLeftColumn.Of(TimeSpan.FromSeconds(elapsed), share));

    [Theory]
    [InlineData(60, 0)]
    [InlineData(10, 0.009)]
    [InlineData(360000, 0.01)]
    public void Too_little_done_to_tell_the_pace_and_days_to_come_give_none(int elapsed, double share) =>
        Assert.Null(TimeLeftColumn.Of(TimeSpan.FromSeconds(elapsed), share));
}
