using System.Text.Json.Serialization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Cells;

/// <summary>
/// How cells depart from the model, as analog neurons do. <see cref="Ideal"/> has none of it; everything that is random
/// follows from <see cref="Seed"/>. docs/imperfections.md has the equations.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Imperfections
{
    /// <summary>The largest mismatch and the strongest noise.</summary>
    public const double MaxMismatch = 1, MaxNoise = 1;

    /// <summary>The largest number of a measured cell: far beyond all drives, and a cell that was fitted badly has it.</summary>
    public const double MaxMeasured = 1000;

    /// <summary>The names that <see cref="Preset"/> knows, for help texts and errors.</summary>
    public const string Names = "ideal, lab or harsh";

    /// <summary>Cells as the model has them.</summary>
    public static Imperfections Ideal { get; } = new();

    /// <summary>Mismatch of offset: standard deviation over cells of the offset of the current, units of I.</summary>
    public double OffsetMismatch { get; init; }

    /// <summary>Mismatch of gain: standard deviation over cells of the current's gain about 1.</summary>
    public double GainMismatch { get; init; }

    /// <summary>Mismatch of eps: standard deviation over cells as a share of eps; a cell's eps stays between half and twice the array's.</summary>
    public double EpsMismatch { get; init; }

    /// <summary>Noise on x: dx gains sigma · dW, units of x per root of a time unit.</summary>
    public double NoiseX { get; init; }

    /// <summary>Noise on y: dy gains sigma · dW, units of y per root of a time unit; it is noise of the current too.</summary>
    public double NoiseY { get; init; }

    /// <summary>Bits of the ADC that x is read with, 1 to 16; 0 for none.</summary>
    public int AdcBits { get; init; }

    /// <summary>The ADC's range: x of ±this, units of x.</summary>
    public double AdcRange { get; init; } = 2.5;

    /// <summary>Threshold of a comparator that x is read with, units of x; null for none.</summary>
    public double? Comparator { get; init; }

    /// <summary>
    /// Standard deviation over cells of how far the offset has moved after <see cref="PerCellParameters.DriftTrials"/> trials, units of I.
    /// </summary>
    public double Drift { get; init; }

    /// <summary>Share of cells whose x stays at 0.</summary>
    public double Dead { get; init; }

    /// <summary>Share of cells whose x stays where it happens to be.</summary>
    public double Stuck { get; init; }

    /// <summary>Each cell has its own random initial state.</summary>
    public bool RandomStart { get; init; }

    /// <summary>Cells are stateful: they are not reset between trials.</summary>
    public bool Stateful { get; init; }

    /// <summary>
    /// The measured cells of a real device; null where cells are drawn. With measured cells only noise, ADC and drift are taken from the
    /// other settings.
    /// </summary>
    public IReadOnlyList<MeasuredCell>? Measured { get; init; }

    /// <summary>Seed of all that is random in the cells.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True where every cell computes the model's bits, whether or not x is then read through an ADC.</summary>
    [JsonIgnore]
    public bool HasIdealCells => OffsetMismatch == 0 && GainMismatch == 0 && EpsMismatch == 0 && NoiseX == 0 && NoiseY == 0
        && Drift == 0 && Dead == 0 && Stuck == 0 && !RandomStart && !Stateful && Measured is null;

    /// <summary>True where x is read through an ADC or a comparator.</summary>
    [JsonIgnore]
    public bool HasAdc => AdcBits != 0 || Comparator is not null;

    /// <summary>True where there are no imperfections.</summary>
    [JsonIgnore]
    public bool IsIdeal => HasIdealCells && !HasAdc;

    /// <summary>What an array needs for them.</summary>
    [JsonIgnore]
    public ImperfectionKinds Kinds =>
        (OffsetMismatch != 0 || GainMismatch != 0 || Drift != 0 || Measured is not null ? ImperfectionKinds.Inputs : 0)
        | (EpsMismatch != 0 || Dead != 0 || Stuck != 0 || RandomStart || Measured is not null ? ImperfectionKinds.Parameters : 0)
        | (NoiseX != 0 || NoiseY != 0 ? ImperfectionKinds.Noise : 0)
        | (HasAdc ? ImperfectionKinds.Adc : 0)
        | (Stateful ? ImperfectionKinds.Stateful : 0);

    /// <summary>The preset of a name.</summary>
    /// <exception cref="InvalidSettingException">There are none of that name.</exception>
    public static Imperfections Preset(string name) => name switch
    {
        "ideal" => Ideal,
        "lab" => new()
        {
            OffsetMismatch = 0.05,
            GainMismatch = 0.05,
            EpsMismatch = 0.05,
            NoiseX = 0.02,
            NoiseY = 0.02,
            AdcBits = 10,
            RandomStart = true,
        },
        "harsh" => new()
        {
            OffsetMismatch = 0.3,
            GainMismatch = 0.3,
            EpsMismatch = 0.1,
            NoiseX = 0.1,
            NoiseY = 0.1,
            AdcBits = 6,
            Drift = 0.1,
            Dead = 0.05,
            Stuck = 0.05,
            RandomStart = true,
        },
        _ => throw new InvalidSettingException($"There are no imperfections '{name}'; give {Names}.")
        {
            Remedies = [Remedy.AsSaid(nameof(Imperfections))],
        },
    };

    /// <summary>The same without what makes two trials differ: noise, drift and state kept between trials.</summary>
    public Imperfections Steady() => this with { NoiseX = 0, NoiseY = 0, Drift = 0, Stateful = false };

    /// <summary>The same with x read directly.</summary>
    public Imperfections WithoutAdc() => this with { AdcBits = 0, Comparator = null };

    /// <summary>Throws where a number is outside its range.</summary>
    /// <exception cref="InvalidSettingException">It is.</exception>
    public void Check()
    {
        InvalidSettingException.ThrowIfOutside("mismatch of the offset", OffsetMismatch, 0, MaxMismatch, nameof(OffsetMismatch));
        InvalidSettingException.ThrowIfOutside("mismatch of the gain", GainMismatch, 0, MaxMismatch, nameof(GainMismatch));
        InvalidSettingException.ThrowIfOutside("mismatch of eps", EpsMismatch, 0, MaxMismatch, nameof(EpsMismatch));
        InvalidSettingException.ThrowIfOutside("noise on x", NoiseX, 0, MaxNoise, nameof(NoiseX));
        InvalidSettingException.ThrowIfOutside("noise on y", NoiseY, 0, MaxNoise, nameof(NoiseY));
        InvalidSettingException.ThrowIfOutside("bits of the ADC", AdcBits, 0, 16, nameof(AdcBits));
        InvalidSettingException.ThrowIfOutside("range of the ADC", AdcRange, 0.01, 10, nameof(AdcRange));
        InvalidSettingException.ThrowIfOutside("threshold of the comparator", Comparator ?? 0, -2.5, 2.5, nameof(Comparator));
        InvalidSettingException.ThrowIfOutside("drift", Drift, 0, MaxMismatch, nameof(Drift));
        InvalidSettingException.ThrowIfOutside("share of dead cells", Dead, 0, 1, nameof(Dead));
        InvalidSettingException.ThrowIfOutside("share of stuck cells", Stuck, 0, 1, nameof(Stuck));
        InvalidSettingException.ThrowIfOutside("share of dead and stuck cells together", Dead + Stuck, 0, 1, "DeadAndStuck");
        foreach (var cell in Measured ?? [])
        {
            InvalidSettingException.ThrowIfOutside("measured offset of a cell", cell.Offset, -MaxMeasured, MaxMeasured, nameof(Measured));
            InvalidSettingException.ThrowIfOutside("measured gain of a cell", cell.Gain, -MaxMeasured, MaxMeasured, nameof(Measured));
            InvalidSettingException.ThrowIfOutside("measured x of a stuck cell", cell.StuckAt ?? 0, -MaxMeasured, MaxMeasured, nameof(Measured));
        }

        if (AdcBits != 0 && Comparator is not null)
        {
            throw new InvalidSettingException("x is read through an ADC or through a comparator, not through both.")
            {
                Remedies = [Remedy.Without(nameof(AdcBits)), Remedy.Without(nameof(Comparator))],
            };
        }
    }
}
