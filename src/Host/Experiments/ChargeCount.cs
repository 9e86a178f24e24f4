using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments;

/// <summary>Counts the runs of an array in which sum(X) · 2^e is not Y_end - Y_start - N·S, over windows of stride 1.</summary>
internal sealed class ChargeCount
{
    private readonly ICellArray _array;
    private readonly int[] _drives;
    private long _unbalanced;

    /// <summary>Prepares a count.</summary>
    public ChargeCount(ICellArray array)
    {
        _array = array;
        _drives = array.Settings.Levels.Drives(array.Settings.Constants);
    }

    /// <summary>The first run that does not balance.</summary>
    public Difference? First { get; private set; }

    /// <summary>What came out.</summary>
    public EqualityFinding Finding => new(Check, _array.Settings.Levels.Count, _unbalanced);

    private string Check => $"charge balance of {_array.Describe().Name}";

    /// <summary>Takes a response with trace and ends.</summary>
    public void Take(ushort[] codes, Response response)
    {
        var settings = _array.Settings;
        var sums = Sums(((FixedTrace)response.Trace!).Words, codes.Length);
        for (var run = 0; run < codes.Length; run++)
        {
            var ends = response.Ends![run];
            var gained = ends.Last - ends.First - ((long)settings.Window.Steps * _drives[codes[run]]);
            var summed = sums[run] << settings.Format.CurrentExtraBits;
            if (gained != summed)
            {
                _unbalanced++;
                First ??= new Difference(Check, codes[run], settings.Levels.Currents[codes[run]], settings.Window.Steps, gained, summed);
            }
        }
    }

    private static long[] Sums(short[] words, int runs)
    {
        var sums = new long[runs];
        for (var row = 0; row < words.Length; row += runs)
        {
            for (var run = 0; run < runs; run++)
            {
                sums[run] += words[row + run];
            }
        }

        return sums;
    }
}
