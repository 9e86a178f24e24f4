using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FhnHw.Files;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Network;

namespace FhnHw.Training.Hidden;

/// <summary>One calibrated cell.</summary>
/// <param name="Cell">What a twin needs of it.</param>
/// <param name="Noise">Deviation of its time-mean from trial to trial at equal currents, units of x.</param>
/// <param name="Misfit">Deviation of its response from the straight line -(a + offset + gain · I), units of x.</param>
public sealed record CalibratedCell(MeasuredCell Cell, double Noise, double Misfit);

/// <summary>
/// What was measured of a device's cells: <c>calibration.json</c>, and the response curves in <c>curves.npz</c> (currents by level, curve by cell and level).
/// </summary>
public sealed record CellCalibration
{
    private static readonly JsonSerializerOptions Style = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonRules.FiniteNumber() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { JsonRules.RefuseNull } },
    };

    // Currents and means of x are a few units at most; noise and ADC may drive a mean further.
    private const double LargestNumber = 1e6;

    /// <summary>What the device says of itself.</summary>
    public required string Device { get; init; }

    /// <summary>The cells, in order.</summary>
    public required CalibratedCell[] Cells { get; init; }

    /// <summary>Noise on x of all cells, per root of a time unit.</summary>
    public double NoiseX { get; init; }

    /// <summary>Noise on y of all cells, per root of a time unit.</summary>
    public double NoiseY { get; init; }

    /// <summary>Bits of the ADC that x was read with, estimated from its steps; 0 for none.</summary>
    public int AdcBits { get; init; }

    /// <summary>The ADC's range, ±units of x.</summary>
    public double AdcRange { get; init; } = Imperfections.Ideal.AdcRange;

    /// <summary>SHA-256 of curves.npz, so that the two files are known to be of one calibration; null in those of earlier versions.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? CurvesSha256 { get; init; }

    /// <summary>The currents that were measured.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double[] Currents { get; init; } = [];

    /// <summary>Mean of x, [cell · currents + current].</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double[] Curve { get; init; } = [];

    /// <summary>The imperfections that give an array these cells.</summary>
    /// <param name="seed">Seed of the noise.</param>
    public Imperfections Twin(int seed) => new()
    {
        Measured = [.. Cells.Select(cell => cell.Cell)],
        NoiseX = NoiseX,
        NoiseY = NoiseY,
        AdcBits = AdcBits,
        AdcRange = AdcRange,
        Seed = seed,
    };

    /// <summary>The calibration of a hidden layer's cells: a device's cells serve the layers one after the other.</summary>
    /// <param name="hidden">Cells of each hidden layer.</param>
    /// <param name="layer">The layer, from 0.</param>
    public CellCalibration OfLayer(LayerSizes hidden, int layer)
    {
        var cells = hidden.RangeOf(layer);
        return this with
        {
            Cells = Cells[cells],
            Curve = Curve[(cells.Start.Value * Currents.Length)..(cells.End.Value * Currents.Length)],
        };
    }

    /// <summary>The cells' responses to other currents, interpolated between the measured ones: [code · cells + cell].</summary>
    /// <exception cref="InvalidSettingException">A current lies outside the measured range.</exception>
    public float[] ResponsesTo(CurrentCodes codes)
    {
        var (least, most) = (Currents.Min(), Currents.Max());
        var activations = new float[codes.Count * Cells.Length];
        var order = Enumerable.Range(0, Currents.Length).OrderBy(index => Currents[index]).ToArray();
        double[] currents = [.. order.Select(index => Currents[index])];
        for (var code = 0; code < codes.Count; code++)
        {
            var current = codes.Currents[code];
            if (current < least - 1e-9 || current > most + 1e-9)
            {
                throw new InvalidSettingException(FormattableString.Invariant(
                    $"The calibration covers currents from {least:0.###} to {most:0.###}, and the network gives {current:0.###}."))
                {
                    Remedies = [Remedy.Do(RemedyAction.CalibrateAgain)],
                };
            }

            var above = Math.Clamp(Array.FindIndex(currents, known => known >= current), 1, currents.Length - 1);
            var share = Math.Clamp((current - currents[above - 1]) / (currents[above] - currents[above - 1]), 0, 1);
            for (var cell = 0; cell < Cells.Length; cell++)
            {
                var (low, high) = (Curve[(cell * currents.Length) + order[above - 1]], Curve[(cell * currents.Length) + order[above]]);
                activations[(code * Cells.Length) + cell] = (float)(low + (share * (high - low)));
            }
        }

        return activations;
    }

    /// <summary>Writes the calibration into a folder; its JSON, which is written last, names the curves that belong to it.</summary>
    public void Write(string folder)
    {
        Npz.Write(Curves(folder),
        [
            new("currents", NpyArray.Of(Currents)),
            new("curve", NpyArray.Of(Curve, Cells.Length, Currents.Length)),
        ]);
        AtomicFile.WriteText(Json(folder), JsonSerializer.Serialize(this with { CurvesSha256 = HashOf(Curves(folder)) }, Style) + "\n");
    }

    /// <summary>Reads the calibration of a folder.</summary>
    /// <exception cref="InvalidSettingException">There is none.</exception>
    public static CellCalibration Read(string folder)
    {
        try
        {
            var calibration = JsonSerializer.Deserialize<CellCalibration>(InputFile.ReadText(Json(folder)), Style);
            if (calibration is null || calibration.Cells.Length == 0)
            {
                throw new JsonException("There are no cells.");
            }

            calibration.Twin(1).Check();
            var file = Npz.Read(Curves(folder));
            var currents = file.GetFinite<double>("currents", LargestNumber, -1);
            var curve = file.GetFinite<double>("curve", LargestNumber, calibration.Cells.Length, currents.Length);
            return currents.Length < 2 ? throw new UnusableFileException($"{file.Path} holds fewer than two currents; calibrate again.")
                : calibration.CurvesSha256 is { } hash && hash != HashOf(file.Path) ? throw new UnusableFileException(
                    $"{file.Path} is of another calibration than the calibration.json beside it; calibrate again.")
                : calibration with { Currents = currents, Curve = curve };
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            throw new InvalidSettingException($"{folder} holds no calibration of cells.", error) { Remedies = [Remedy.Do(RemedyAction.GiveProfile)] };
        }
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static string Json(string folder) => Path.Combine(folder, "calibration.json");

    private static string Curves(string folder) => Path.Combine(folder, "curves.npz");
}
