using System.Text.Json;
using System.Text.Json.Serialization;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Runs;

/// <summary>Everything that decides a run's bits, as it stands in the run folder's config.json.</summary>
public sealed record RunConfiguration
{
    private static readonly JsonSerializerOptions Style = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The array's name.</summary>
    public string Device { get; init; } = "managed";

    /// <summary>Folder or name of the data set; null for the usual places.</summary>
    public string? Data { get; init; }

    /// <summary>Fingerprint of the images, so that a resumed run sees the same.</summary>
    public string DataFingerprint { get; init; } = "";

    /// <summary>Training images, in equal shares of each class; 0 for all.</summary>
    public int TrainImages { get; init; }

    /// <summary>Test images, in equal shares of each class; 0 for all.</summary>
    public int TestImages { get; init; }

    /// <summary>How the forward pass gets the cells' answers.</summary>
    public ForwardMode Forward { get; init; }

    /// <summary><c>sigmoid</c>, <c>meanfield</c> or <c>measured</c>.</summary>
    public string Surrogate { get; init; } = "meanfield";

    /// <summary>Folder of a device's profile, whose response curves the measured surrogate takes; null for those of the array itself.</summary>
    public string? Profile { get; init; }

    /// <summary>Bits of X.</summary>
    public int WordBits { get; init; } = 16;

    /// <summary>k of dt = 2^-k.</summary>
    public int DtExponent { get; init; } = 8;

    /// <summary>e: extra bits of current and Y.</summary>
    public int CurrentExtraBits { get; init; }

    /// <summary>Time scale of x against y.</summary>
    public double Eps { get; init; } = 0.01;

    /// <summary>Offset of the current.</summary>
    public double A { get; init; }

    /// <summary>x at t = 0.</summary>
    public double X0 { get; init; } = 0.1;

    /// <summary>y at t = 0.</summary>
    public double Y0 { get; init; } = 0.1;

    /// <summary>Bits of a current code.</summary>
    public int CurrentBits { get; init; } = 12;

    /// <summary>Gain from tanh to current.</summary>
    public double Gamma { get; init; } = -1;

    /// <summary>Steps discarded.</summary>
    public int TransientSteps { get; init; }

    /// <summary>Steps recorded.</summary>
    public int Steps { get; init; }

    /// <summary>Steps between samples.</summary>
    public int Stride { get; init; }

    /// <summary>In what the cells depart from the model.</summary>
    public Imperfections Imperfections { get; init; } = Imperfections.Ideal;

    /// <summary>Network and optimiser.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>What the array is made for.</summary>
    public ArraySettings ArraySettings() => new(
        new CellFormat(WordBits, DtExponent, CurrentExtraBits),
        new CellParameters(Eps, A, X0, Y0),
        CurrentLevels.OfCodes(CurrentBits, Gamma),
        new Window(TransientSteps, Steps, Stride))
    {
        Imperfections = Imperfections,
        Cells = Imperfections.HasIdealCells ? 1 : Training.Hidden,
    };

    /// <summary>A configuration with another array.</summary>
    public RunConfiguration With(ArraySettings array) => this with
    {
        WordBits = array.Format.WordBits,
        DtExponent = array.Format.DtExponent,
        CurrentExtraBits = array.Format.CurrentExtraBits,
        Eps = array.Parameters.Eps,
        A = array.Parameters.A,
        X0 = array.Parameters.X0,
        Y0 = array.Parameters.Y0,
        CurrentBits = array.Levels.Bits,
        Gamma = array.Levels.Gamma,
        TransientSteps = array.Window.TransientSteps,
        Steps = array.Window.Steps,
        Stride = array.Window.Stride,
        Imperfections = array.Imperfections,
    };

    /// <summary>The configuration as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Style) + "\n";

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="InvalidSettingException">The file is missing or is no configuration.</exception>
    public static RunConfiguration Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunConfiguration>(File.ReadAllText(path), Style)
                ?? throw new InvalidSettingException($"{path} is empty.") { Remedies = [Remedy.Do(RemedyAction.GiveRun)] };
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            throw new InvalidSettingException($"{path} is no configuration of a run.", error) { Remedies = [Remedy.Do(RemedyAction.GiveRun)] };
        }
    }
}
