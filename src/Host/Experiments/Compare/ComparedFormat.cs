using System.Globalization;
using System.Text.Json.Serialization;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>How cells compute.</summary>
internal enum Arithmetic
{
    /// <summary>Double precision, Runge-Kutta of fourth order.</summary>
    Double,

    /// <summary>Single precision, explicit Euler.</summary>
    Single,

    /// <summary>The normative step: fixed point, every shift floors.</summary>
    Floor,

    /// <summary>The same with every shift rounded to nearest.</summary>
    Nearest,
}

/// <summary>One way to compute cells, as <c>compare</c> sets it beside others.</summary>
/// <param name="Arithmetic">How.</param>
/// <param name="WordBits">W, bits of X; 0 in floating point.</param>
/// <param name="ExtraBits">e, bits of S and Y beyond those of X; 0 in floating point.</param>
/// <param name="DtExponent">k of dt = 2^-k.</param>
internal sealed record ComparedFormat(Arithmetic Arithmetic, int WordBits, int ExtraBits, int DtExponent)
{
    /// <summary>The forms that <see cref="Parse"/> takes, in words.</summary>
    public const string Forms = "W:e:k, W:e:k:nearest, double:k or float32:k";

    private const string DoubleName = "double", SingleName = "float32", NearestName = "nearest";

    /// <summary>Cells of the normative step.</summary>
    public static ComparedFormat Fixed(int wordBits, int extraBits, int dtExponent = 8, bool nearest = false) =>
        new(nearest ? Arithmetic.Nearest : Arithmetic.Floor, wordBits, extraBits, dtExponent);

    /// <summary>The floating-point cells that all others are compared with: double Runge-Kutta at dt = 2^-10.</summary>
    public static ComparedFormat Reference { get; } = new(Arithmetic.Double, 0, 0, 10);

    /// <summary>True for integers.</summary>
    [JsonIgnore]
    public bool IsFixed => Arithmetic is Arithmetic.Floor or Arithmetic.Nearest;

    /// <summary>Word lengths and time step; in floating point only the latter counts.</summary>
    [JsonIgnore]
    public CellFormat Format => IsFixed ? new CellFormat(WordBits, DtExponent, ExtraBits) : new CellFormat(dtExponent: DtExponent);

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidSettingException">It is none of <see cref="Forms"/>, or a number is outside its range.</exception>
    public static ComparedFormat Parse(string text)
    {
        var parts = text.Trim().Split(':');
        var format = parts switch
        {
            [DoubleName, _] when Whole(parts[1]) is { } k => new ComparedFormat(Arithmetic.Double, 0, 0, k),
            [SingleName, _] when Whole(parts[1]) is { } k => new ComparedFormat(Arithmetic.Single, 0, 0, k),
            [_, _, _] or [_, _, _, NearestName] when Whole(parts[0]) is { } w && Whole(parts[1]) is { } e && Whole(parts[2]) is { } k =>
                Fixed(w, e, k, parts.Length == 4),
            _ => throw new InvalidSettingException($"'{text}' is no format; write {Forms}, such as 4:6:8 for 4 bits, 6 extra bits and dt = 2^-8."),
        };
        _ = format.Format; // its ranges
        return format;
    }

    /// <summary>Reads several, between commas; one that comes twice counts once.</summary>
    /// <exception cref="InvalidSettingException">One of them is none, or there is none.</exception>
    public static IReadOnlyList<ComparedFormat> ParseList(string text) => [.. text.Split(',').Select(Parse).Distinct()];

    /// <summary>As <see cref="Parse"/> takes it.</summary>
    public override string ToString() => Arithmetic switch
    {
        Arithmetic.Double => string.Create(CultureInfo.InvariantCulture, $"{DoubleName}:{DtExponent}"),
        Arithmetic.Single => string.Create(CultureInfo.InvariantCulture, $"{SingleName}:{DtExponent}"),
        Arithmetic.Floor => string.Create(CultureInfo.InvariantCulture, $"{WordBits}:{ExtraBits}:{DtExponent}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{WordBits}:{ExtraBits}:{DtExponent}:{NearestName}"),
    };

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
