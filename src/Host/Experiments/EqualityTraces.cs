using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments;

/// <summary>Compares x of every code at every step, word by word, and checks each trace against its own charge balance.</summary>
internal sealed class EqualityTraces
{
    /// <summary>Words of one trace held at a time: 64 MiB.</summary>
    private const int ChunkWords = 1 << 25;

    private const int WaveformReach = 4;
    private const string Check = "x at every step";

    private readonly ICellArray _expected;
    private readonly ICellArray _got;
    private readonly int[] _drives;
    private long _different;
    private long _unbalancedExpected;
    private long _unbalancedGot;

    /// <summary>Prepares a comparison of two arrays whose window is the whole run at stride 1.</summary>
    public EqualityTraces(ICellArray expected, ICellArray got)
    {
        _expected = expected;
        _got = got;
        _drives = Settings.Levels.Drives(Settings.Constants);
    }

    /// <summary>The first difference: of the first code that has one, its first step.</summary>
    public Difference? First { get; private set; }

    /// <summary>x around the first difference.</summary>
    public TraceExcerpt? Around { get; private set; }

    /// <summary>What was compared.</summary>
    public IReadOnlyList<EqualityFinding> Findings =>
    [
        new(Check, (long)Codes * Settings.Window.Steps, _different),
        new($"charge balance of {_expected.Describe().Name}", Codes, _unbalancedExpected),
        new($"charge balance of {_got.Describe().Name}", Codes, _unbalancedGot),
    ];

    private ArraySettings Settings => _expected.Settings;

    private int Codes => Settings.Levels.Count;

    /// <summary>Compares all codes.</summary>
    public void Run(Action<long> progress, CancellationToken cancellation)
    {
        var chunk = Math.Clamp(ChunkWords / Settings.Window.Steps, 1, Codes);
        for (var first = 0; first < Codes; first += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            var codes = Enumerable.Range(first, Math.Min(chunk, Codes - first)).Select(code => (ushort)code).ToArray();
            var expected = _expected.Run(codes, Features.Trace | Features.Mean);
            cancellation.ThrowIfCancellationRequested();
            var got = _got.Run(codes, Features.Trace | Features.Mean);
            Compare(codes, Words(expected), Words(got));
            _unbalancedExpected += Unbalanced(codes, expected, _expected);
            _unbalancedGot += Unbalanced(codes, got, _got);
            progress(first + codes.Length);
        }
    }

    private static short[] Words(Response response) =>
        ((response.Trace as FixedTrace) ?? throw new ArgumentException("Only fixed-point arrays can be equal to the bit.")).Words;

    private void Compare(ushort[] codes, short[] expected, short[] got)
    {
        if (expected.AsSpan().SequenceEqual(got))
        {
            return;
        }

        for (var run = 0; run < codes.Length; run++)
        {
            for (var index = run; index < expected.Length; index += codes.Length)
            {
                if (expected[index] != got[index])
                {
                    _different++;
                    First ??= Found(codes, run, index / codes.Length, expected, got);
                }
            }
        }
    }

    private Difference Found(ushort[] codes, int run, int step, short[] expected, short[] got)
    {
        var from = Math.Max(0, step - WaveformReach);
        var count = Math.Min(Settings.Window.Steps - 1, step + WaveformReach) - from + 1;
        Around = new TraceExcerpt(from, Column(expected), Column(got));
        var index = (step * codes.Length) + run;
        return new Difference(Check, codes[run], Settings.Levels.Currents[codes[run]], step, expected[index], got[index]);

        int[] Column(short[] words) =>
            [.. Enumerable.Range(from, count).Select(row => (int)words[(row * codes.Length) + run])];
    }

    // Y gains (X << e) + S a step without rounding, so over N steps sum(X) << e = Y_end - Y_start - N·S, exactly.
    private long Unbalanced(ushort[] codes, Response response, ICellArray array)
    {
        var sums = Sums(Words(response), codes.Length);
        var unbalanced = 0L;
        for (var run = 0; run < codes.Length; run++)
        {
            var ends = response.Ends![run];
            var gained = ends.Last - ends.First - ((long)Settings.Window.Steps * _drives[codes[run]]);
            var summed = sums[run] << Settings.Format.CurrentExtraBits;
            if (gained != summed)
            {
                unbalanced++;
                First ??= new Difference($"charge balance of {array.Describe().Name}", codes[run],
                    Settings.Levels.Currents[codes[run]], Settings.Window.Steps, gained, summed);
            }
        }

        return unbalanced;
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
