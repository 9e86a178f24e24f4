using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>
/// Compares x of every code at every step, word by word, and checks each trace against its own charge balance. Where cells have per-cell
/// parameters, every code runs on every cell, each code in a trial of its number: noisy cells are compared in runs whose noise follows from
/// their seed.
/// </summary>
internal sealed class EqualityTraces : IEveryStepCheck
{
    /// <summary>Words of one trace held at a time: 64 MiB.</summary>
    internal const int ChunkWords = 1 << 25;

    // Runs of a chunk are a multiple of this where they can be: whole blocks of 192 cells (or 128, 96, 64), so that two cores are equally busy.
    private const int EvenRuns = 384;

    private const string Check = "x at every step";

    private readonly ICellArray _expected;
    private readonly ICellArray _got;
    private readonly ChargeCount _expectedCharge;
    private readonly ChargeCount _gotCharge;
    private Difference? _first;
    private long _different;

    /// <summary>Prepares a comparison of two arrays whose window is the whole run at stride 1.</summary>
    public EqualityTraces(ICellArray expected, ICellArray got)
    {
        _expected = expected;
        _got = got;
        _expectedCharge = new ChargeCount(expected);
        _gotCharge = new ChargeCount(got);
    }

    /// <inheritdoc/>
    public Difference? First => _first ?? _expectedCharge.First ?? _gotCharge.First;

    /// <inheritdoc/>
    public TraceExcerpt? Around { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<EqualityFinding> Findings =>
        [new(Check, (long)Codes * Cells * Settings.Window.Steps, _different), .. _expectedCharge.Findings, .. _gotCharge.Findings];

    private ArraySettings Settings => _expected.Settings;

    private int Codes => Settings.Codes.Count;

    private int Cells => Settings.HasPerCellParameters ? Settings.Cells : 1;

    /// <inheritdoc/>
    public void Run(Action<long> progress, CancellationToken cancellation)
    {
        var most = ChunkWords / Settings.Window.Steps;
        var chunk = Math.Clamp((most >= EvenRuns ? most / EvenRuns * EvenRuns : most) / Cells, 1, Codes);
        for (var first = 0; first < Codes; first += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            var codes = Math.Min(chunk, Codes - first);
            var runs = Enumerable.Range(0, codes * Cells).Select(run => (ushort)(first + (run / Cells))).ToArray();
            var expected = _expected.Run(new(runs, Features.Trace | Features.Mean, null, (uint)first));
            cancellation.ThrowIfCancellationRequested();
            var got = _got.Run(new(runs, Features.Trace | Features.Mean, null, (uint)first));
            Compare(runs, first * Cells, Words(expected), Words(got));
            _expectedCharge.Take(runs, (uint)first, expected);
            _gotCharge.Take(runs, (uint)first, got);
            expected.Trace!.GiveBack();
            got.Trace!.GiveBack();
            progress(first + codes);
        }
    }

    private static TraceWords Words(Response response) =>
        response.Trace!.Words ?? throw new ArgumentException("Only fixed-point arrays can be bit-exact.");

    private void Compare(ushort[] codes, int firstRun, TraceWords expected, TraceWords got)
    {
        if (expected.AsSpan().SequenceEqual(got.AsSpan()))
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
                    _first ??= Found(codes, firstRun, run, index / codes.Length, expected, got);
                }
            }
        }
    }

    private Difference Found(ushort[] codes, int firstRun, int run, int step, TraceWords expected, TraceWords got)
    {
        Around = TraceExcerpt.Of(step, Column(expected), Column(got));
        var index = (step * codes.Length) + run;
        return new Difference(Check, firstRun + run, Settings.Codes.Currents[codes[run]], step, expected[index], got[index]);

        int[] Column(TraceWords words) =>
            [.. Enumerable.Range(0, Settings.Window.Steps).Select(row => (int)words[(row * codes.Length) + run])];
    }
}
