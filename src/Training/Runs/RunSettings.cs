using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FhnHw.Files;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Runs;

/// <summary>Everything that decides a run's bits, as it stands in the run folder's config.json.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RunSettings
{
    private static readonly JsonSerializerOptions Style = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new JsonRules.FiniteNumber() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = Resolver,
    };

    /// <summary>
    /// Writes the settings of an array that are given, and leaves out those that are derived from them; reads no null where there must be something.
    /// </summary>
    public static IJsonTypeInfoResolver Resolver => new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatFollows, JsonRules.RefuseNull } };

    /// <summary>The device's name.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Folder or name of the data set; null for the usual places.</summary>
    public string? Data { get; init; }

    /// <summary>Fingerprint of the images, so that a resumed run sees the same.</summary>
    public string DataFingerprint { get; init; } = "";

    /// <summary>Training images, in equal shares of each class; 0 for all.</summary>
    public int TrainImages { get; init; }

    /// <summary>Test images, in equal shares of each class; 0 for all.</summary>
    public int TestImages { get; init; }

    /// <summary>Training images that are held out for validation, in equal shares of each class; 0 for none.</summary>
    public int Validate { get; init; }

    /// <summary>Epochs from one evaluation to the next on the test images, or on those held out; the last epoch is always evaluated.</summary>
    public int EvaluateEvery { get; init; } = 1;

    /// <summary>True to train a plain network of tanh units by the same recipe, to compare with.</summary>
    public bool Baseline { get; init; }

    /// <summary>Runs of the same recipe, with seeds from <see cref="TrainingOptions.Seed"/> on.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>
    /// The numbers of epochs at which the run was done before more were asked for, with commas between them, oldest first; mostly empty. Each time
    /// the learning rate and the augmentation went on as in a run of the new number.
    /// </summary>
    public string EarlierEpochs { get; init; } = "";

    /// <summary>How the forward pass gets the cells' activations.</summary>
    public ForwardMode Forward { get; init; }

    /// <summary><c>sigmoid</c>, <c>meanfield</c> or <c>measured</c>.</summary>
    public string Surrogate { get; init; } = "meanfield";

    /// <summary>
    /// Folder of a device's calibration, whose response curves the surrogate <c>measured</c> uses; null to measure the array itself.
    /// </summary>
    public string? Calibration { get; init; }

    /// <summary>What the array is made for.</summary>
    public ArraySettings Array { get; init; } = ArraySettings.Usual;

    /// <summary>Network and optimiser.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The settings as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Style) + "\n";

    /// <summary>Reads the settings of a run.</summary>
    /// <exception cref="InvalidSettingException">The file is missing or holds no such settings.</exception>
    public static RunSettings Read(string path)
    {
        try
        {
            var settings = JsonSerializer.Deserialize<RunSettings>(InputFile.ReadText(path), Style)
                ?? throw new InvalidSettingException("it is empty.");
            settings.Check();
            return settings;
        }
        catch (InvalidSettingException error)
        {
            var cause = error.Message.TrimEnd('.').Replace(";", ":", StringComparison.Ordinal);
            throw new InvalidSettingException($"{path} holds no settings of a run ({cause}).", error)
            {
                Remedies = [Remedy.Do(RemedyAction.GiveRun)],
            };
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException($"{path} holds a setting that this version does not know ({error.Path ?? "its text is no JSON"}).", error)
            {
                Remedies = [Remedy.Do(RemedyAction.GiveRun)],
            };
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NoRun(path, Path.GetDirectoryName(path) ?? path, error);
        }
    }

    /// <summary>Throws where a number is outside its range.</summary>
    /// <exception cref="InvalidSettingException">It is.</exception>
    public void Check()
    {
        CheckCounts();
        Training.CheckRecipe();
        Training.CheckAugmentation();
        Array.Imperfections.Check();
        InvalidSettingException.ThrowIfOutside("number of cells", Array.Cells, 1, PerCellParameters.MaxCells, "Cells");
    }

    /// <summary>Throws where a number of images, epochs or seeds is outside its range.</summary>
    /// <exception cref="InvalidSettingException">It is.</exception>
    public void CheckCounts()
    {
        InvalidSettingException.ThrowIfOutside("number of training images", TrainImages, 0, int.MaxValue, nameof(TrainImages));
        InvalidSettingException.ThrowIfOutside("number of test images", TestImages, 0, int.MaxValue, nameof(TestImages));
        InvalidSettingException.ThrowIfOutside("number of images to hold out", Validate, 0, int.MaxValue, nameof(Validate));
        InvalidSettingException.ThrowIfOutside("number of epochs between evaluations", EvaluateEvery, 1, int.MaxValue, nameof(EvaluateEvery));
        InvalidSettingException.ThrowIfOutside("number of seeds", Seeds, 1, 10_000, nameof(Seeds));
        if ((long)Training.Seed + Seeds - 1 > int.MaxValue)
        {
            throw new InvalidSettingException($"The last of the seeds is over {int.MaxValue}.")
            {
                Remedies = [Remedy.Smaller(nameof(TrainingOptions.Seed)), Remedy.Smaller(nameof(Seeds))],
            };
        }
    }

    // Who gives weights.npz means the run that it is of.
    private static InvalidSettingException NoRun(string path, string folder, Exception error)
    {
        var run = Path.GetDirectoryName(folder) is { Length: > 0 } outer ? outer : ".";
        if (File.Exists(folder) && File.Exists(Path.Combine(run, Path.GetFileName(path))))
        {
            return new InvalidSettingException($"{folder} is a file of a run; give the run's folder, {run}.", error);
        }

        var sentence = File.Exists(folder) ? $"{folder} is a file, and a run is a folder."
            : Directory.Exists(folder) ? $"The folder {folder} holds no run: it has no {Path.GetFileName(path)}."
            : $"There is no folder {folder}.";
        return new InvalidSettingException(sentence, error) { Remedies = [Remedy.Do(RemedyAction.GiveRun)] };
    }

    private static void LeaveOutWhatFollows(JsonTypeInfo type)
    {
        if (type.Type.Assembly != typeof(ArraySettings).Assembly)
        {
            return;
        }

        foreach (var property in type.Properties.Where(property => property.Set is null && property.AssociatedParameter is null).ToArray())
        {
            type.Properties.Remove(property);
        }
    }
}
