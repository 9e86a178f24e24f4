using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Arrays;

/// <summary>One call of <see cref="BoardArray"/>: cut into jobs, which are run and checked.</summary>
internal sealed class BoardBatch
{
    private readonly Board _board;
    private readonly ArraySettings _settings;
    private readonly PerCellJobs? _perCell;
    private readonly uint _firstTrial;
    private readonly int[] _inputWords; // S of each run
    private readonly FeatureChoice _choice;
    private readonly Action<int>? _runsAnswered;
    private readonly BlockCheck _check;
    private readonly short[]? _readoutWords;
    private readonly int _imageCells, _classes, _mostRuns;

    /// <summary>Prepares a call.</summary>
    /// <param name="board">The board.</param>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="perCell">Per-cell parameters; null where S is all that a cell needs.</param>
    /// <param name="inputWords">S of each run.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="choice">What the board is asked for.</param>
    /// <param name="options">Time-outs and retries.</param>
    public BoardBatch(
        Board board, ArraySettings settings, PerCellJobs? perCell, int[] inputWords, RunRequest request, FeatureChoice choice, LinkOptions options)
    {
        _board = board;
        _settings = settings;
        _perCell = perCell;
        _firstTrial = request.FirstTrial;
        _inputWords = inputWords;
        _choice = choice;
        _runsAnswered = options.RunsAnswered;
        Replies = new BatchReplies(board.Greeting, settings, inputWords, request.Features, request.Readout, choice);
        _check = new BlockCheck(board.Greeting, settings, inputWords);
        (_imageCells, _classes) = choice.Votes ? (request.Readout!.Cells, request.Readout.Classes) : (0, 0);
        _readoutWords = choice.Votes ? ReadoutWords.Of(Replies.Readout!) : null;
        _mostRuns = JobSplit.MostRuns(board.Greeting, choice.Bits, settings.Window, _imageCells, _classes, options.ReplyBytes);
    }

    /// <summary>What has come back.</summary>
    public BatchReplies Replies { get; }

    /// <summary>Runs [start, start + count); with stateful cells one trial of all of them.</summary>
    /// <exception cref="ChargeBalanceException">A reply did not balance, twice.</exception>
    /// <exception cref="DeviceLostException">The board is gone.</exception>
    public void RunPortion(int start, int count)
    {
        var firsts = new List<int>();
        var jobs = new List<JobRequest>();
        var runs = JobSplit.EvenRuns(_board.Greeting, count, _mostRuns, _imageCells);
        for (var first = start; first < start + count; first += runs)
        {
            firsts.Add(first);
            jobs.Add(JobOf(first, Math.Min(runs, start + count - first)));
        }

        Replies.Begin(start, count);
        var failed = new HashSet<int>();
        _board.Run(jobs, _readoutWords, done =>
        {
            var job = jobs[done.Number];
            var layout = new ReplyLayout(job, _board.Greeting.XBytes, _board.Greeting.YBytes);
            if (_check.Problem(job, layout, done.Reply) is { } problem)
            {
                return failed.Add(done.Number) ? false : throw new ChargeBalanceException(
                    $"{_board.Title} gave the same impossible reply twice ({problem}): its arithmetic or memory is at fault.")
                {
                    Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(_board.Address)],
                };
            }

            Replies.Take(job, layout, done, firsts[done.Number]);
            _perCell?.Take(firsts[done.Number], job, layout, done.Reply);
            _runsAnswered?.Invoke(job.Cells);
            return true;
        });
        Replies.End();
        _perCell?.EndTrial();
    }

    private JobRequest JobOf(int first, int count)
    {
        var (window, inputWords) = (_settings.Window, _inputWords[first..(first + count)]);
        return new JobRequest(
            _choice.Bits, inputWords, window.TransientSteps, window.Steps, window.Stride, _imageCells, _classes,
            _perCell?.Words(first, inputWords, _firstTrial));
    }
}
