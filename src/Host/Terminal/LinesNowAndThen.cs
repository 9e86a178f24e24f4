using System.Diagnostics;
using System.Globalization;

namespace FhnHw.Host.Terminal;

/// <summary>
/// Progress where there is no terminal: nothing for the first half minute, then a line each half minute, so that a log shows that long work
/// goes on and when it will end.
/// </summary>
/// <param name="error">Gets the lines.</param>
/// <param name="total">Units of the whole.</param>
/// <param name="now">The time, in ticks of <see cref="Stopwatch"/>.</param>
internal sealed class LinesNowAndThen(TextWriter error, long total, Func<long> now)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly long _start = now();
    private readonly Lock _turn = new();
    private TimeSpan _next = Every;

    /// <summary>Takes how far the work is; writes a line where it is time for one.</summary>
    /// <param name="done">Units done.</param>
    /// <param name="words">What is done, and how it stands.</param>
    public void Report(long done, string words)
    {
        var passed = Stopwatch.GetElapsedTime(_start, now());
        lock (_turn)
        {
            if (passed < _next || done <= 0 || done >= total)
            {
                return;
            }

            _next = passed + Every;
            var left = passed * ((double)(total - done) / done);
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fhnhw: {words}: {100.0 * done / total:0} %, {Words(left)} left"));
            error.Flush();
        }
    }

    private static string Words(TimeSpan left) => left.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, left.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{left.TotalMinutes:0} min");
}
