using Spectre.Console;
using Spectre.Console.Rendering;

namespace FhnHw.Host.Terminal;

/// <summary>
/// The time left, at the average pace since the start. Spectre.Console's own column takes the pace of the last half minute, and a board with a large
/// job may report nothing in that time.
/// </summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    // Below this share the work has only prepared: opened a device, filled a cache. Its pace tells nothing yet.
    private const double LeastShare = 0.01;

    private const string Unknown = "--:--:--";

    /// <summary>The time left, up to 99 hours; null where too little is done to tell.</summary>
    /// <param name="elapsed">Since the start.</param>
    /// <param name="share">Of the work that is done, 0 to 1.</param>
    public static TimeSpan? Of(TimeSpan elapsed, double share) =>
        share >= LeastShare && elapsed * ((1 - share) / share) is { TotalHours: < 100 } left ? left : null;

    /// <inheritdoc/>
    public override int? GetColumnWidth(RenderOptions options) => Unknown.Length;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var left = Of(task.ElapsedTime ?? TimeSpan.Zero, task.Percentage / 100);
        return new Text(left is { } time ? $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}" : Unknown, Color.Blue);
    }

    /// <inheritdoc/>
    protected override bool NoWrap => true;
}
