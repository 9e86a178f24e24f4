using System.Collections.Concurrent;
using FhnHw.Boards.Fpga;
using FhnHw.Host.Results;

namespace FhnHw.Host.Commands.Boards;

/// <summary>
/// Routes the arrays of boards, some boards side by side, and keeps the figures of each array as soon as it is routed: whoever stops it loses the arrays
/// under way, and goes on with those that are stale.
/// </summary>
/// <param name="sources">The checkout.</param>
/// <param name="tools">Where the tools are looked for.</param>
/// <param name="seeds">How often place and route may try.</param>
/// <param name="stale">True to leave out arrays whose figures are of today's sources.</param>
/// <param name="text">Gets a line a step.</param>
/// <param name="kept">Called after each array, by one thread at a time.</param>
/// <param name="cancellation">Ends the running tools.</param>
internal sealed class FigureRoutes(
    HdlSources sources, ToolBox tools, int seeds, bool stale, TextWriter text, Action kept, CancellationToken cancellation)
{
    private readonly TextWriter _text = TextWriter.Synchronized(text);
    private readonly Lock _keeping = new();
    private int _missed;

    /// <summary>Routes the arrays.</summary>
    /// <param name="boards">The boards, those that are to be first at the front.</param>
    /// <param name="jobs">How many of them at once.</param>
    /// <returns>How many arrays were not routed, or miss their clock.</returns>
    public int Route(IReadOnlyList<string> boards, int jobs)
    {
        var waiting = new ConcurrentQueue<string>(boards);
        var aside = Math.Min(jobs, boards.Count);
        var workers = Enumerable.Range(0, aside).Select(_ => Task.Factory.StartNew(
            () => RouteNext(waiting, aside > 1), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task.WhenAll(workers).GetAwaiter().GetResult();
        return _missed;
    }

    private void RouteNext(ConcurrentQueue<string> waiting, bool aside)
    {
        try
        {
            while (waiting.TryDequeue(out var board))
            {
                foreach (var array in RoutedArray.Of(BoardFile.Read(sources, board)))
                {
                    Route(board, array, aside);
                }
            }
        }
        catch
        {
            waiting.Clear(); // nobody begins another board
            throw;
        }
    }

    private void Route(string board, RoutedArray array, bool aside)
    {
        var today = BoardFlow.SourcesHash(sources, board, array);
        var isToday = BoardFigures.Read(sources, board).Any(figures => figures.Array == array.Name && figures.Sources == today);
        if (stale && isToday)
        {
            return;
        }

        var work = $"{board}, {array.Name}";
        _text.WriteLine(work);
        try
        {
            var flow = new BoardFlow(sources, tools, step => BoardText.WriteStep(step, _text, aside ? $"{work,-24}" : ""), seeds, cancellation);
            var manifest = flow.Build(board, array.Constants, array.Variant);
            _text.WriteLine(aside ? $"{work,-24}{BoardText.Timing(manifest)}" : BoardText.Timing(manifest));
            if (manifest.MeetsTiming)
            {
                Keep(() => BoardFigures.Record(sources, manifest, array, today));
                return;
            }

            Missed(board, array, isToday, FormattableString.Invariant(
                $"{manifest.MaxMHz:0.0} MHz at best where {manifest.TargetMHz:0.##} are needed, of {seeds} seeds"));
        }
        catch (BoardCheckException error)
        {
            _text.WriteLine(error.Message);
            Missed(board, array, isToday, error.Message.Split("; its log")[0]);
        }
    }

    // Figures of today's sources need no reason, whatever another try gave.
    private void Missed(string board, RoutedArray array, bool isToday, string reason)
    {
        Interlocked.Increment(ref _missed);
        if (!isToday)
        {
            Keep(() => BoardFigures.Explain(sources, board, array, reason));
        }
    }

    private void Keep(Action write)
    {
        lock (_keeping)
        {
            write();
            kept();
        }
    }
}
