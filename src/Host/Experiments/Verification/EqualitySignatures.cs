using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>
/// Compares x of every code at every step by signature, where at least one array is at the other end of a link. That array sends 32 bits a run; the
/// signature of an array in this process is computed here from its whole trace. Where two signatures differ, both arrays run that code once
/// more and their traces are compared step by step. Stateful cells are left out of this second run, since they have moved on and would
/// answer differently. With per-cell parameters every code runs on every cell, each code in the trial of its number.
/// </summary>
internal sealed class EqualitySignatures : IEveryStepCheck
{
    private const string Check = "x at every step, by signature";

    private readonly ICellArray _expected;
    private readonly ICellArray _got;
    private readonly Dictionary<ICellArray, ChargeCount> _charges = [];
    private long _different;

    /// <summary>Prepares a comparison of two arrays whose window is the whole run at stride 1.</summary>
    public EqualitySignatures(ICellArray expected, ICellArray got)
    {
        _expected = expected;
        _got = got;
        foreach (var array in new[] { expected, got }.Where(array => !Sends(array)))
        {
            _charges[array] = new ChargeCount(array);
        }
    }

    /// <inheritdoc/>
    public Difference? First { get; private set; }

    /// <inheritdoc/>
    public TraceExcerpt? Around { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<EqualityFinding> Findings =>
        [new(Check, (long)Codes * Cells * Settings.Window.Steps, _different), .. _charges.Values.SelectMany(charge => charge.Findings)];

    private ArraySettings Settings => _expected.Settings;

    private int Codes => Settings.Codes.Count;

    private int Cells => Settings.HasPerCellParameters ? Settings.Cells : 1;

    /// <summary>True where one of the arrays sends signatures.</summary>
    public static bool Apply(ICellArray expected, ICellArray got) => Sends(expected) || Sends(got);

    /// <inheritdoc/>
    public void Run(Action<long> progress, CancellationToken cancellation)
    {
        var chunk = Math.Clamp(EqualityTraces.ChunkWords / Settings.Window.Steps / Cells, 1, Codes);
        for (var first = 0; first < Codes; first += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            var codes = Math.Min(chunk, Codes - first);
            var runs = RunsOf(first, codes);
            var expected = Signatures(_expected, runs, (uint)first);
            var got = Signatures(_got, runs, (uint)first);
            for (var run = 0; run < runs.Length; run++)
            {
                if (expected[run] != got[run])
                {
                    _different++;
                    First ??= Found(runs[run], run % Cells, expected[run], got[run]);
                }
            }

            progress(first + codes);
        }

        First ??= _charges.Values.Select(charge => charge.First).FirstOrDefault(difference => difference is not null);
    }

    private ushort[] RunsOf(int firstCode, int codes) => [.. Enumerable.Range(0, codes * Cells).Select(run => (ushort)(firstCode + (run / Cells)))];

    private static bool Sends(ICellArray array) => array.Describe().Capabilities.Computes(Features.Signature);

    private uint[] Signatures(ICellArray array, ushort[] codes, uint firstTrial)
    {
        if (!_charges.TryGetValue(array, out var charge))
        {
            return array.Run(new(codes, Features.Signature, null, firstTrial)).Signatures!;
        }

        var response = array.Run(new(codes, Features.Trace | Features.Mean, null, firstTrial));
        charge.Take(codes, firstTrial, response);
        var words = response.Trace!.Words!.AsSpan();
        var signatures = new uint[codes.Length];
        for (var row = 0; row < words.Length; row += codes.Length)
        {
            for (var run = 0; run < codes.Length; run++)
            {
                signatures[run] = TraceSignature.Append(signatures[run], words[row + run]);
            }
        }

        return signatures;
    }

    // A run is numbered as in the whole comparison: every code on every cell.
    private Difference Found(ushort code, int cell, uint expectedSignature, uint gotSignature)
    {
        var (current, run) = (Settings.Codes.Currents[code], (code * Cells) + cell);
        if (!Settings.Imperfections.Stateful && Trace(_expected, code, cell) is { } expected && Trace(_got, code, cell) is { } got)
        {
            var step = Enumerable.Range(0, expected.Length).FirstOrDefault(n => expected[n] != got[n], -1);
            if (step >= 0)
            {
                Around = TraceExcerpt.Of(step, expected, got);
                return new Difference(Check, run, current, step, expected[step], got[step]);
            }
        }

        // The traces are equal or cannot be read: the signatures themselves are all there is to show.
        return new Difference(Check, run, current, Settings.Window.Steps, expectedSignature, gotSignature);
    }

    private int[]? Trace(ICellArray array, ushort code, int cell)
    {
        try
        {
            var words = array.Run(new(RunsOf(code, 1), Features.Trace, null, code)).Trace!.Words!;
            return [.. Enumerable.Range(0, words.Length / Cells).Select(n => (int)words[(n * Cells) + cell])];
        }
        catch (Exception error) when (error is InvalidSettingException or ChargeBalanceException)
        {
            return null; // a board without traces, or one whose adders are broken
        }
    }
}
