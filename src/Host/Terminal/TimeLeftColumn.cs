using Spectre.Console;
using Spectre.Console.Rendering;

namespace FhnHw.Host.Terminal;

/// <summary>
/// The time left of work at the pace that it has had from its start. Spectre.Console's own column looks at the last half minute, in which a board that is asked for much may report nothing.
/// </summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    // Before this share the pace is that of getting ready: opening a device, filling a cache.
    private const double LeastShare = 0.01;

    private const string Unknown = "--:--:--";

    /// <summary>The time left, hours at the most 99; null where too little is done to tell.</summary>
    /// <param name="elapsed">Since the start.</param>
    /// <param name="share">Of the work that is done, 0 to 1.</param>
    public static TimeSpan? Of(TimeSpan elapsed, double share) =>
        share >= LeastShare && elapsed * ((1 - share) / share) is { TotalHours: < 100 } left ? left : null;

    /// <inheritdoc/>
    public override int? GetColumnWidth(RenderOptions options) => Unknown.Length;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Of(task.ElapsedTime ?? TimeSpan.Zero, task.Percentage / 100) is { } left ? $"{(int)left.TotalHours:00}:{left.Minutes:00}:{left.Seconds:00}" : Unknown, Color.Blue);

    /// <inheritdoc/>
    protected override bool NoWrap => true;
}
