using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Experiments;

/// <summary>
/// Compares x of every code at every step by signature, where an array is far away: it sends 32 bits a code, and the other's are folded from its whole
/// trace. Where they differ first, both traces of that one code are read.
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
        [new(Check, (long)Codes * Settings.Window.Steps, _different), .. _charges.Values.SelectMany(charge => charge.Findings)];

    private ArraySettings Settings => _expected.Settings;

    private int Codes => Settings.Levels.Count;

    /// <summary>True where one of the arrays sends signatures.</summary>
    public static bool Apply(ICellArray expected, ICellArray got) => Sends(expected) || Sends(got);

    /// <inheritdoc/>
    public void Run(Action<long> progress, CancellationToken cancellation)
    {
        var chunk = Math.Clamp(EqualityTraces.ChunkWords / Settings.Window.Steps, 1, Codes);
        for (var first = 0; first < Codes; first += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            var codes = Enumerable.Range(first, Math.Min(chunk, Codes - first)).Select(code => (ushort)code).ToArray();
            var expected = Signatures(_expected, codes);
            var got = Signatures(_got, codes);
            for (var run = 0; run < codes.Length; run++)
            {
                if (expected[run] != got[run])
                {
                    _different++;
                    First ??= Found(codes[run], expected[run], got[run]);
                }
            }

            progress(first + codes.Length);
        }

        First ??= _charges.Values.Select(charge => charge.First).FirstOrDefault(difference => difference is not null);
    }

    private static bool Sends(ICellArray array) => array is ISignatureArray { HasSignatures: true };

    private uint[] Signatures(ICellArray array, ushort[] codes)
    {
        if (!_charges.TryGetValue(array, out var charge))
        {
            return ((ISignatureArray)array).Signatures(codes);
        }

        var response = array.Run(codes, Features.Trace | Features.Mean);
        charge.Take(codes, 0, response);
        var words = ((FixedTrace)response.Trace!).Words;
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

    private Difference Found(ushort code, uint expectedSignature, uint gotSignature)
    {
        var current = Settings.Levels.Currents[code];
        if (Trace(_expected, code) is { } expected && Trace(_got, code) is { } got)
        {
            var step = Enumerable.Range(0, expected.Length).FirstOrDefault(n => expected[n] != got[n], -1);
            if (step >= 0)
            {
                Around = TraceExcerpt.Of(step, expected, got);
                return new Difference(Check, code, current, step, expected[step], got[step]);
            }
        }

        // The traces are equal or cannot be read: the signatures themselves are all there is to show.
        return new Difference(Check, code, current, Settings.Window.Steps, expectedSignature, gotSignature);
    }

    private static int[]? Trace(ICellArray array, ushort code)
    {
        try
        {
            return Array.ConvertAll(((FixedTrace)array.Run([code], Features.Trace).Trace!).Words, word => (int)word);
        }
        catch (Exception error) when (error is InvalidSettingException or ChargeBalanceException)
        {
            return null; // a board without traces, or one whose adders are broken
        }
    }
}
