using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;

namespace FhnHw.Host.Link;

/// <summary>One call of <see cref="BoardArray.Run"/>: cut into jobs, and their replies put together.</summary>
internal sealed class BoardBatch
{
    private readonly Board _board;
    private readonly ArraySettings _settings;
    private readonly int[] _drives;
    private readonly ushort[] _currents;
    private readonly Features _features;
    private readonly FeatureChoice _choice;
    private readonly Action<int>? _runsAnswered;
    private readonly SampledFeatures _sampled;
    private readonly BlockCheck _check;
    private readonly WindowEnds[]? _ends;
    private readonly long[] _gained; // by Y of each cell over the window
    private readonly double[]? _traceMeans;
    private readonly short[]? _readoutWords;
    private readonly int _imageCells, _classes, _mostRuns;
    private int _saturated;

    public BoardBatch(
        Board board, ArraySettings settings, int[] drives, ushort[] currents, Features features, Readout? readout,
        FeatureChoice choice, LinkOptions options)
    {
        _board = board;
        _settings = settings;
        _drives = drives;
        _currents = currents;
        _features = features;
        _choice = choice;
        _runsAnswered = options.RunsAnswered;
        _sampled = new SampledFeatures(settings, currents.Length, features, readout);
        _check = new BlockCheck(board.Greeting, settings, drives);
        _ends = (choice.Bits & Protocol.EndsFeature) != 0 ? new WindowEnds[currents.Length] : null;
        _gained = new long[currents.Length];
        _traceMeans = choice.MeanFromTrace ? new double[currents.Length] : null;
        Signatures = (choice.Bits & Protocol.SignatureFeature) != 0 ? new uint[currents.Length] : null;
        (_imageCells, _classes) = choice.Votes ? (readout!.Cells, readout.Classes) : (0, 0);
        _readoutWords = choice.Votes ? ReadoutWords.Of(_sampled.Readout!) : null;
        _mostRuns = JobSplit.MostRuns(board.Greeting, choice.Bits, settings.Window, _imageCells, _classes, options.ReplyBytes);
    }

    /// <summary>The signature of each run, where they are asked for.</summary>
    public uint[]? Signatures { get; }

    /// <summary>Runs cells [start, start + count).</summary>
    /// <exception cref="ChargeBalanceException">A reply did not balance, twice.</exception>
    /// <exception cref="DeviceLostException">The board is gone.</exception>
    public void RunPortion(int start, int count)
    {
        var firsts = new List<int>();
        var jobs = new List<JobRequest>();
        for (var first = start; first < start + count; first += _mostRuns)
        {
            firsts.Add(first);
            jobs.Add(JobOf(first, Math.Min(_mostRuns, start + count - first)));
        }

        var words = _choice.Trace ? new short[(long)_settings.Window.Samples * count] : null;
        var failed = new HashSet<int>();
        _board.Run(jobs, _readoutWords, done =>
        {
            var job = jobs[done.Number];
            var layout = new ReplyLayout(job, _board.Greeting.XBytes, _board.Greeting.YBytes);
            if (_check.Problem(job, layout, done.Reply) is { } problem)
            {
                return failed.Add(done.Number) ? false : throw new ChargeBalanceException(
                    $"{_board.Title} gave the same impossible answer twice ({problem}); its arithmetic or memory is at fault, 'fhnhw verify managed {_board.Address}' shows where.");
            }

            Take(job, layout, done, firsts[done.Number], words, start, count);
            _runsAnswered?.Invoke(job.Cells);
            return true;
        });
        if (words is not null)
        {
            TakeSamples(words, start, count);
        }
    }

    /// <summary>Everything that was asked for.</summary>
    public Response ToResponse()
    {
        if ((_features & (Features.Mean | Features.Ends)) == 0)
        {
            return _sampled.ToResponse(_saturated, null, null);
        }

        return _traceMeans is not null ? _sampled.ToResponse(_saturated, null, _traceMeans)
            : _sampled.ToResponse(_saturated, _ends, [.. _gained.Select((gained, run) => Mean(gained, _drives[_currents[run]]))]);
    }

    private JobRequest JobOf(int first, int count)
    {
        var window = _settings.Window;
        var drives = Array.ConvertAll(_currents[first..(first + count)], current => _drives[current]);
        return new JobRequest(_choice.Bits, drives, window.TransientSteps, window.Steps, window.Stride, _imageCells, _classes);
    }

    private void Take(JobRequest job, ReplyLayout layout, BoardJob done, int first, short[]? words, int start, int count)
    {
        _saturated += done.Saturated;
        for (var cell = 0; cell < job.Cells; cell++)
        {
            if (_ends is not null)
            {
                _ends[first + cell] = new WindowEnds(layout.FirstEnd(done.Reply, cell), layout.LastEnd(done.Reply, cell));
            }

            if (_ends is not null || job.Asks(Protocol.ChargeFeature))
            {
                _gained[first + cell] = layout.Gained(done.Reply, cell);
            }

            if (Signatures is not null)
            {
                Signatures[first + cell] = layout.Signature(done.Reply, cell);
            }

            if (_choice.SumFromEnds)
            {
                _sampled.ActivationSum![first + cell] = WindowEnds.SumX(_gained[first + cell], job.Drives[cell], job.Steps, _settings.Format);
            }
        }

        for (var sample = 0; words is not null && sample < job.Samples; sample++)
        {
            layout.Row(done.Reply, sample, words.AsSpan((sample * count) + first - start, job.Cells));
        }

        if (job.Asks(Protocol.SignsFeature))
        {
            TakeSigns(job, layout, done.Reply, first);
        }

        for (var index = 0; _choice.Votes && index < job.Cells / _imageCells * _classes; index++)
        {
            _sampled.Votes![(first / _imageCells * _classes) + index] = (int)layout.Votes(done.Reply, index);
        }
    }

    private void TakeSigns(JobRequest job, ReplyLayout layout, byte[] reply, int first)
    {
        for (var m = 0; m < job.Samples; m++)
        {
            var row = layout.SignRow(reply, m);
            var signs = _sampled.Signs.AsSpan(((m >> 5) * _currents.Length) + first, job.Cells);
            for (var cell = 0; cell < job.Cells; cell++)
            {
                signs[cell] |= (uint)((row[cell >> 3] >> (cell & 7)) & 1) << (m & 31);
            }
        }
    }

    private void TakeSamples(short[] words, int start, int count)
    {
        if (!_board.Greeting.IsNormative)
        {
            var bound = (short)_settings.Format.XMax; // what an analog cell sends beyond it has no place in the readout's table
            for (var n = 0; n < words.Length; n++)
            {
                words[n] = Math.Clamp(words[n], (short)-bound, bound);
            }
        }

        for (var n = 0; _traceMeans is not null && n < words.Length; n++)
        {
            _traceMeans[start + (n % count)] += words[n] * _settings.Format.XUnit / _settings.Window.Samples;
        }

        _sampled.Take(words, count, start, count, !_choice.SumFromEnds);
    }

    // Without exact arithmetic what Y gained need not be a multiple of 2^e.
    private double Mean(long gained, int drive)
    {
        var (steps, unit) = (_settings.Window.Steps, _settings.Format.XUnit);
        return _board.Greeting.IsNormative
            ? WindowEnds.SumX(gained, drive, steps, _settings.Format) * unit / steps
            : (gained - ((double)steps * drive)) / (1 << _settings.Format.CurrentExtraBits) * unit / steps;
    }
}
