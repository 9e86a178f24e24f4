using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests.Simulation;

/// <summary>Cells that simulations run, with the normative array that says what they give. They are kept, since many seeds ask for the same.</summary>
internal static class CellPool
{
    private static readonly (CellFormat Format, CellParameters Parameters)[] Formats =
    [
        (new CellFormat(), new CellParameters()),
        (new CellFormat(16, 12, 8), new CellParameters(eps: 0.25)),
        (new CellFormat(8, 8, 6), new CellParameters()),
        (new CellFormat(4, 8, 6), new CellParameters()),
        (new CellFormat(3, 6, 0), new CellParameters(eps: 0.02)),
    ];

    private static readonly Window[] Windows =
    [
        new(0, 1, 1), new(0, 40, 1), new(7, 33, 3), new(20, 64, 1), new(50, 100, 16), new(0, 200, 7), new(90, 120, 1),
    ];

    // Ideal cells twice, since most runs have them.
    private static readonly Imperfections[] Kinds =
    [
        Imperfections.Ideal, Imperfections.Ideal, Imperfections.Ideal with { AdcBits = 5 }, Imperfections.Preset("lab"),
        new() { OffsetMismatch = 0.1, NoiseX = 0.02, RandomStart = true, Stateful = true },
    ];

    private static readonly int[] Counts = [3, 5, 8];

    [ThreadStatic]
    private static Dictionary<(int Format, int Window, int Kind, int Count), CellSet>? _sets;

    /// <summary>Draws the cells of one or two arrays on one board.</summary>
    public static CellSet[] Draw(Chance chance)
    {
        var sets = new CellSet[chance.From(1, 2)];
        var format = chance.Below(Formats.Length);
        for (var n = 0; n < sets.Length; n++)
        {
            // A board of 16 bits holds X - X³ - Y under 2, which noise could exceed where eps is large.
            var kinds = Formats[format] is { Format.WordBits: 16, Parameters.Eps: > 0.1 } ? 3 : Kinds.Length;
            sets[n] = Of(format, chance.Below(Windows.Length), chance.Below(kinds), chance.Below(Counts.Length));
        }

        return [.. sets.Distinct()];
    }

    private static CellSet Of(int format, int window, int kind, int count)
    {
        _sets ??= [];
        if (!_sets.TryGetValue((format, window, kind, count), out var set))
        {
            set = new CellSet(
                new ArraySettings(Formats[format].Format, Formats[format].Parameters, CurrentCodes.OfBits(6, -1), Windows[window])
                {
                    Imperfections = Kinds[kind],
                    Cells = Counts[count],
                });
            _sets.Add((format, window, kind, count), set);
        }

        return set;
    }
}

/// <summary>Some cells, and what the normative array says of them.</summary>
internal sealed class CellSet : IDisposable
{
    private readonly CpuArray _array, _everyStep;
    private readonly long[] _start;

    public CellSet(ArraySettings settings)
    {
        Settings = settings;
        _array = new CpuArray(settings);
        _everyStep = new CpuArray(settings with { Window = new Window(settings.Window.TransientSteps, settings.Window.Steps, 1) });
        _start = _array.Memory;
    }

    /// <summary>Format, window and cells.</summary>
    public ArraySettings Settings { get; }

    /// <summary>True where a board needs the feature <c>per-cell</c>.</summary>
    public bool NeedsOwnCells => Settings.HasPerCellParameters;

    /// <summary>True where every wrong bit of trace and ends breaks charge balance.</summary>
    public bool ShowsAllUpsets => Settings.Imperfections.IsIdeal && Settings.Window.Stride == 1;

    /// <summary>True where the signatures can be told from traces at every step.</summary>
    public bool HasSignatures => Settings.Imperfections.IsIdeal;

    /// <summary>The registers of stateful cells.</summary>
    public long[] Memory
    {
        get => _array.Memory;
        set => _array.Memory = value;
    }

    /// <summary>Cells as they are at first.</summary>
    public void Restart() => _array.Memory = _start;

    /// <inheritdoc/>
    public void Dispose()
    {
        _array.Dispose();
        _everyStep.Dispose();
    }

    /// <summary>What the array must give.</summary>
    public Response Run(ushort[] codes, Features features, Readout readout, uint firstTrial) =>
        _array.Run(new(codes, features & ~Features.Signature, readout, firstTrial));

    /// <summary>The signature of each run.</summary>
    public uint[] Signatures(ushort[] codes)
    {
        var words = _everyStep.Run(new(codes, Features.Trace)).Trace!.Words!;
        var signatures = new uint[codes.Length];
        for (var n = 0; n < words.Length; n++)
        {
            ref var signature = ref signatures[n % codes.Length];
            signature = TraceSignature.Append(signature, words[n]);
        }

        return signatures;
    }
}
