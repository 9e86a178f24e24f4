using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Boards.Arrays;

/// <summary>The replies of a batch's jobs, put together run by run.</summary>
internal sealed class BatchReplies
{
    private readonly Greeting _board;
    private readonly ArraySettings _settings;
    private readonly int[] _inputWords; // S of each run
    private readonly Features _features;
    private readonly FeatureChoice _choice;
    private readonly SampledFeatures _sampled;
    private readonly WindowEnds[]? _ends;
    private readonly long[] _gained; // what Y of each run gained over the window
    private readonly double[]? _traceMeans;
    private readonly uint[]? _signatures;
    private short[]? _words; // X of the portion's samples
    private int _start, _count; // of the portion
    private int _saturated;

    public BatchReplies(Greeting board, ArraySettings settings, int[] inputWords, Features features, Readout? readout, FeatureChoice choice)
    {
        _board = board;
        _settings = settings;
        _inputWords = inputWords;
        _features = features;
        _choice = choice;
        _sampled = new SampledFeatures(settings, inputWords.Length, features, readout);
        _ends = (choice.Bits & Protocol.EndsFeature) != 0 ? new WindowEnds[inputWords.Length] : null;
        _gained = new long[inputWords.Length];
        _traceMeans = choice.MeanFromTrace ? new double[inputWords.Length] : null;
        _signatures = (choice.Bits & Protocol.SignatureFeature) != 0 ? new uint[inputWords.Length] : null;
    }

    /// <summary>The output layer in integers, or null.</summary>
    public FixedReadout? Readout => _sampled.Readout;

    /// <summary>Makes room for the samples of runs [start, start + count).</summary>
    public void Begin(int start, int count)
    {
        (_start, _count) = (start, count);
        _words = _choice.Trace ? new short[(long)_settings.Window.Samples * count] : null;
    }

    /// <summary>Takes a job's reply.</summary>
    /// <param name="job">The job.</param>
    /// <param name="layout">Of its reply.</param>
    /// <param name="done">The reply.</param>
    /// <param name="first">The job's first run.</param>
    public void Take(JobRequest job, ReplyLayout layout, BoardJob done, int first)
    {
        _saturated += done.Saturated;
        for (var cell = 0; cell < job.Cells; cell++)
        {
            TakeCell(job, layout, done.Reply, cell, first + cell);
        }

        for (var sample = 0; _words is not null && sample < job.Samples; sample++)
        {
            layout.Row(done.Reply, sample, _words.AsSpan((sample * _count) + first - _start, job.Cells));
        }

        if (job.Asks(Protocol.SignsFeature))
        {
            TakeSigns(job, layout, done.Reply, first);
        }

        for (var index = 0; _choice.Votes && index < job.Cells / job.ImageCells * job.Classes; index++)
        {
            _sampled.Votes![(first / job.ImageCells * job.Classes) + index] = (int)layout.Votes(done.Reply, index);
        }
    }

    /// <summary>Computes the features of the portion from its samples.</summary>
    public void End()
    {
        if (_words is null)
        {
            return;
        }

        if (!_board.IsNormative)
        {
            var bound = (short)_settings.Format.XMax; // an analog cell may send more, for which the readout's table has no entry
            for (var n = 0; n < _words.Length; n++)
            {
                _words[n] = Math.Clamp(_words[n], (short)-bound, bound);
            }
        }

        for (var n = 0; _traceMeans is not null && n < _words.Length; n++)
        {
            _traceMeans[_start + (n % _count)] += _words[n] * _settings.Format.XUnit / _settings.Window.Samples;
        }

        _sampled.Take(_words, _count, _start, _count, !_choice.SumFromEnds);
    }

    /// <summary>
    /// Everything that was asked for. With an ADC neither Y nor what it gained is given, since the mean of what the ADC reads is another.
    /// </summary>
    public Response ToResponse()
    {
        if ((_features & (Features.Mean | Features.Ends)) == 0 || _settings.Adc is not null)
        {
            return _sampled.ToResponse(_saturated, null, null, _signatures);
        }

        return _traceMeans is not null ? _sampled.ToResponse(_saturated, null, _traceMeans, _signatures)
            : _sampled.ToResponse(_saturated, _ends, [.. _gained.Select((gained, run) => Mean(gained, _inputWords[run]))], _signatures);
    }

    private void TakeCell(JobRequest job, ReplyLayout layout, byte[] reply, int cell, int run)
    {
        if (_ends is not null)
        {
            _ends[run] = new WindowEnds(layout.FirstEnd(reply, cell), layout.LastEnd(reply, cell));
        }

        if (_ends is not null || job.Asks(Protocol.ChargeFeature))
        {
            _gained[run] = layout.Gained(reply, cell);
        }

        if (_signatures is not null)
        {
            _signatures[run] = layout.Signature(reply, cell);
        }

        if (_choice.SumFromEnds)
        {
            _sampled.ActivationSum![run] = WindowEnds.SumX(_gained[run], job.InputWords[cell], job.Steps, _settings.Format);
        }
    }

    private void TakeSigns(JobRequest job, ReplyLayout layout, byte[] reply, int first)
    {
        for (var m = 0; m < job.Samples; m++)
        {
            var row = layout.SignRow(reply, m);
            var signs = _sampled.Signs.AsSpan(((m >> 5) * _inputWords.Length) + first, job.Cells);
            for (var cell = 0; cell < job.Cells; cell++)
            {
                signs[cell] |= (uint)((row[cell >> 3] >> (cell & 7)) & 1) << (m & 31);
            }
        }
    }

    // Without exact arithmetic what Y gained need not be a multiple of 2^e.
    private double Mean(long gained, int inputWord)
    {
        var (steps, unit) = (_settings.Window.Steps, _settings.Format.XUnit);
        return _board.IsNormative
            ? WindowEnds.SumX(gained, inputWord, steps, _settings.Format) * unit / steps
            : (gained - ((double)steps * inputWord)) / (1 << _settings.Format.CurrentExtraBits) * unit / steps;
    }
}
