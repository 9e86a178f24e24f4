using System.Globalization;
using System.Text.Json.Serialization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Hidden.Units;

/// <summary>
/// White Gaussian noise on what a hidden layer's cells send on (Semenova and Brunner, Chaos 34, 051101, 2024; Kolesnikov and Semenova, arXiv
/// 2504.13778, 2025): y = x · (1 + √(2D) ξ)(1 + √(2D') ξ') + √(2D'') ξ'' + √(2D''') ξ''', each ξ standard normal.
/// Uncorrelated: a ξ of its own for each cell.
/// Correlated: one ξ for all cells of a layer. It comes on top of the noise that cells have in their equations.
/// </summary>
/// <remarks>
/// Each number is the papers' noise intensity D. The standard deviation is √(2D), in units of the activation where noise is additive, and as a
/// share of it where it is multiplicative; D is half the variance.
/// </remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record HiddenNoise
{
    /// <summary>The largest intensity.</summary>
    public const double Most = 100;

    private const string Setting = "HiddenNoise";

    /// <summary>No noise.</summary>
    public static HiddenNoise None { get; } = new();

    /// <summary>D of additive noise, uncorrelated.</summary>
    public double Additive { get; init; }

    /// <summary>D of additive noise, the same for all cells.</summary>
    public double AdditiveCorrelated { get; init; }

    /// <summary>D of multiplicative noise, uncorrelated.</summary>
    public double Multiplicative { get; init; }

    /// <summary>D of multiplicative noise, the same for all cells.</summary>
    public double MultiplicativeCorrelated { get; init; }

    /// <summary>True where there is none of any kind.</summary>
    [JsonIgnore]
    public bool IsNone => Kinds().All(kind => kind.Intensity == 0);

    /// <summary>The standard deviation of an intensity, √(2D).</summary>
    public static float Deviation(double intensity) => (float)Math.Sqrt(2 * intensity);

    /// <summary>Noise of one kind.</summary>
    /// <param name="kind">Its name: <c>additive</c>, <c>additive-correlated</c>, <c>multiplicative</c> or <c>multiplicative-correlated</c>.</param>
    /// <param name="intensity">D.</param>
    /// <exception cref="InvalidSettingException">There is no such kind.</exception>
    public static HiddenNoise Of(string kind, double intensity) => None.With(kind, intensity);

    /// <summary>
    /// Reads what <see cref="ToString"/> writes: kinds with their intensities, such as <c>additive:0.05,multiplicative-correlated:0.01</c>.
    /// </summary>
    /// <exception cref="InvalidSettingException">It is no such list, or an intensity is out of range.</exception>
    public static HiddenNoise Parse(string text)
    {
        var noise = None;
        foreach (var part in text == "none" ? [] : text.Split(','))
        {
            var (kind, number) = part.Split(':') is [var name, var value] ? (name, value) : (part, "");
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var intensity))
            {
                throw new InvalidSettingException(
                    $"'{part}' is no kind of noise with its intensity; write kind and intensity D, such as additive:0.05 or "
                        + "additive:0.05,multiplicative-correlated:0.01.");
            }

            noise = noise.With(kind, intensity);
        }

        noise.Check();
        return noise;
    }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="InvalidSettingException">An intensity is not in 0 to <see cref="Most"/>.</exception>
    public void Check()
    {
        foreach (var (kind, intensity) in Kinds())
        {
            InvalidSettingException.ThrowIfOutside($"intensity of {kind} noise", intensity, 0, Most, Setting);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "none" : string.Join(',', Kinds().Where(kind => kind.Intensity != 0).Select(kind =>
        string.Create(CultureInfo.InvariantCulture, $"{kind.Name}:{kind.Intensity}")));

    private HiddenNoise With(string kind, double intensity) => kind switch
    {
        "additive" => this with { Additive = intensity },
        "additive-correlated" => this with { AdditiveCorrelated = intensity },
        "multiplicative" => this with { Multiplicative = intensity },
        "multiplicative-correlated" => this with { MultiplicativeCorrelated = intensity },
        _ => throw new InvalidSettingException(
            $"There is no noise '{kind}'; give additive, additive-correlated, multiplicative or multiplicative-correlated."),
    };

    private (string Name, double Intensity)[] Kinds() =>
    [
        ("additive", Additive), ("additive-correlated", AdditiveCorrelated), ("multiplicative", Multiplicative),
        ("multiplicative-correlated", MultiplicativeCorrelated),
    ];
}
