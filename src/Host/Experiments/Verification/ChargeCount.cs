using System.Numerics;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>
/// Counts the runs of an array in which sum(X) · 2^e is not Y_end - Y_start - N·S, over windows of stride 1 from a run's first step. Noise on
/// Y is computed again here and taken off. Stateful cells are left out, since their noise depends on all that came before, and so is what
/// comes through an ADC.
/// </summary>
internal sealed class ChargeCount
{
    private readonly ICellArray _array;
    private readonly RunInputWords _inputWords;
    private readonly bool _applies;
    private long _counted;
    private long _unbalanced;

    /// <summary>Prepares a count.</summary>
    public ChargeCount(ICellArray array)
    {
        _array = array;
        _inputWords = new RunInputWords(array.Settings);
        _applies = array.Settings.Imperfections is { HasAdc: false, Stateful: false }
            && array.Describe().Capabilities.Computes(Features.Ends); // a board may send the trace alone
    }

    /// <summary>The first run that does not balance.</summary>
    public Difference? First { get; private set; }

    /// <summary>What came out.</summary>
    public IEnumerable<EqualityFinding> Findings => _applies ? [new(Check, _counted, _unbalanced)] : [];

    private string Check => $"charge balance of {_array.Describe().Name}";

    /// <summary>Takes a response with trace and ends.</summary>
    /// <param name="codes">The current code of each run.</param>
    /// <param name="firstTrial">The trial of the first N runs.</param>
    /// <param name="response">What the array gave back.</param>
    public void Take(ushort[] codes, uint firstTrial, Response response)
    {
        if (!_applies)
        {
            return;
        }

        var settings = _array.Settings;
        var sums = Sums(response.Trace!.Words!.AsSpan(), codes.Length);
        var drives = _inputWords.Of(codes, firstTrial);
        _counted += codes.Length;
        for (var run = 0; run < codes.Length; run++)
        {
            var ends = response.Ends![run];
            var gained = ends.Last - ends.First - ((long)settings.Window.Steps * drives[run]) - NoiseOf(run, firstTrial);
            var summed = sums[run] << settings.Format.CurrentExtraBits;
            if (gained != summed)
            {
                _unbalanced++;
                First ??= new Difference(Check, run, settings.Codes.Currents[codes[run]], settings.Window.Steps, gained, summed);
            }
        }
    }

    // What noise adds to Y in the whole run.
    private long NoiseOf(int run, uint firstTrial)
    {
        if (_array.Settings.PerCell is not { NoiseY: > 0 } perCell)
        {
            return 0;
        }

        var cell = run % perCell.Count;
        var noise = perCell.Generator(cell, RunInputWords.TrialOf(run, firstTrial, perCell.Count));
        return noise.SumY(0, _array.Settings.Window.Steps) * perCell.Cells[cell].NoiseY << _array.Settings.Format.NoiseShift;
    }

    // The sum of each column, in 32 bits for as many rows as cannot leave them.
    private static long[] Sums(ReadOnlySpan<short> words, int runs)
    {
        const int MostRows = 1 << 16;
        var (sums, part) = (new long[runs], new int[runs]);
        for (long first = 0; first < words.Length; first += (long)MostRows * runs)
        {
            Array.Clear(part);
            var rows = words.Slice((int)first, (int)Math.Min((long)MostRows * runs, words.Length - first));
            for (; !rows.IsEmpty; rows = rows[runs..])
            {
                AddRow(rows[..runs], part);
            }

            for (var run = 0; run < runs; run++)
            {
                sums[run] += part[run];
            }
        }

        return sums;
    }

    private static void AddRow(ReadOnlySpan<short> row, Span<int> sums)
    {
        var run = 0;
        for (; run <= row.Length - Vector<short>.Count; run += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(row[run..]), out var low, out var high);
            var lower = sums[run..];
            var upper = lower[Vector<int>.Count..];
            (new Vector<int>(lower) + low).CopyTo(lower);
            (new Vector<int>(upper) + high).CopyTo(upper);
        }

        for (; run < row.Length; run++)
        {
            sums[run] += row[run];
        }
    }
}
