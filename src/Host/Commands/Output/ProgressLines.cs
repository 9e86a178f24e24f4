using System.Globalization;

namespace FhnHw.Host.Commands.Output;

/// <summary>Progress as plain lines: none for short work, then one every ten seconds.</summary>
internal sealed class ProgressLines
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TextWriter _writer;
    private readonly string _title;
    private readonly long _total;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private TimeSpan _next = Interval;

    /// <summary>Starts the clock.</summary>
    /// <param name="writer">Where the lines go.</param>
    /// <param name="title">What is done.</param>
    /// <param name="total">Units of the whole.</param>
    /// <param name="clock">Tells the time.</param>
    public ProgressLines(TextWriter writer, string title, long total, TimeProvider clock)
    {
        _writer = writer;
        _title = title;
        _total = Math.Max(1, total);
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    /// <summary>Takes the units done so far.</summary>
    public void Report(long done)
    {
        var elapsed = _clock.GetElapsedTime(_start);
        if (elapsed < _next || done >= _total || TimeLeftColumn.Of(elapsed, (double)done / _total) is not { } left)
        {
            return;
        }

        _next = elapsed + Interval;
        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_title}: {100.0 * done / _total:0} %, {left.TotalSeconds:0} s left"));
    }
}
