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
    private readonly int _imageCells, _classes;

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
    }

    /// <summary>What has come back.</summary>
    public BatchReplies Replies { get; }

    /// <summary>Runs [start, start + count); with stateful cells one trial of all of them.</summary>
    /// <exception cref="ChargeBalanceException">A reply did not balance, twice.</exception>
    /// <exception cref="DeviceLostException">The board is gone.</exception>
    public void RunPortion(int start, int count)
    {
        Replies.Begin(start, count);
        for (List<Part> waiting = [new Part(start, count)]; waiting.Count > 0;)
        {
            waiting = Run(Split(waiting, out var canBeCut), canBeCut);
        }

        Replies.End();
        _perCell?.EndTrial();
    }

    // Returns the parts that are to be cut anew; none in the usual case.
    private List<Part> Run(Part[] parts, bool canBeCut)
    {
        var jobs = Array.ConvertAll(parts, part => JobOf(part.First, part.Runs));
        var taken = new bool[parts.Length];
        var failed = new HashSet<int>();
        try
        {
            _board.Run(jobs, _readoutWords, Take, canBeCut);
            return [];
        }
        catch (JobsTooLongException)
        {
            return [.. parts.Where((_, number) => !taken[number])];
        }

        bool Take(BoardJob done)
        {
            var (job, part) = (jobs[done.Number], parts[done.Number]);
            var layout = new ReplyLayout(job, _board.Greeting.XBytes, _board.Greeting.YBytes);
            if (_check.Problem(job, layout, done.Reply) is { } problem)
            {
                return failed.Add(done.Number) ? false : throw new ChargeBalanceException(
                    $"{_board.Title} gave the same impossible reply twice ({problem}): its arithmetic or memory is at fault.")
                {
                    Remedies = [Remedy.Do(RemedyAction.TestConformance).With(_board.Address)],
                };
            }

            Replies.Take(job, layout, done, part.First);
            _perCell?.Take(part.First, job, layout, done.Reply);
            _runsAnswered?.Invoke(job.Cells);
            taken[done.Number] = true;
            return true;
        }
    }

    // Jobs of equal size, as long as the line lets through; false where the shortest job there can be is reached.
    private Part[] Split(List<Part> parts, out bool canBeCut)
    {
        var (board, least) = (_board.Greeting, Math.Max(1, _imageCells));
        var most = JobSplit.MostRuns(board, _choice.Bits, _settings.Window, _imageCells, _classes, _board.ReplyBytes);
        canBeCut = most > least;
        return
        [
            .. from part in parts
               let runs = JobSplit.EvenRuns(board, part.Runs, most, _imageCells)
               from first in Enumerable.Range(0, (part.Runs + runs - 1) / runs).Select(index => index * runs)
               select new Part(part.First + first, Math.Min(runs, part.Runs - first)),
        ];
    }

    private JobRequest JobOf(int first, int count)
    {
        var (window, inputWords) = (_settings.Window, _inputWords[first..(first + count)]);
        return new JobRequest(
            _choice.Bits, inputWords, window.TransientSteps, window.Steps, window.Stride, _imageCells, _classes,
            _perCell?.Words(first, inputWords, _firstTrial));
    }

    /// <summary>Runs that one job takes.</summary>
    private readonly record struct Part(int First, int Runs);
}
