using System.Globalization;
using System.Text.Json.Serialization;
using FhnHw.Files;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Runs;

/// <summary>One epoch of a run.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean training loss, nats.</param>
/// <param name="TrainMean">Training accuracy by the time-mean, percent.</param>
/// <param name="TestVote">Test accuracy by vote, percent; NaN where it was not measured.</param>
/// <param name="TestMean">Test accuracy by the time-mean, percent; NaN where it was not measured.</param>
/// <param name="Seconds">Wall time of the training part.</param>
public sealed record EpochPoint(int Epoch, double Loss, double TrainMean, double TestVote, double TestMean, double Seconds)
{
    /// <summary>Accuracy by vote on the images held out for validation, percent; null in a run without, NaN where it was not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationVote { get; init; }

    /// <summary>The same by the time-mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationMean { get; init; }

    /// <summary>Accuracy by vote on the images that the run watched: those held out, else the test images.</summary>
    [JsonIgnore]
    public double WatchedVote => ValidationVote ?? TestVote;

    /// <summary>The same by the time-mean.</summary>
    [JsonIgnore]
    public double WatchedMean => ValidationMean ?? TestMean;
}

/// <summary>The epochs.csv that a training run leaves in its folder: one row an epoch.</summary>
public static class EpochTable
{
    private const string Epoch = "epoch", Loss = "loss", Train = "train_mean_percent", Seconds = "seconds";
    private const string TestVote = "test_vote_percent", TestMean = "test_mean_percent";
    private const string ValidationVote = "validation_vote_percent", ValidationMean = "validation_mean_percent";

    /// <summary>The file of a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "epochs.csv");

    /// <summary>The epochs of a run; none where the folder has no such file. A half-written last row is left out.</summary>
    public static EpochPoint[] Read(string folder)
    {
        var path = PathIn(folder);
        string[] rows = File.Exists(path) && new FileInfo(path).Length > 0 ? [.. File.ReadLines(path)] : [];
        return rows.Length == 0 ? [] : [.. rows.Skip(1).Select(row => Parse(rows[0].Split(','), row)).OfType<EpochPoint>()];
    }

    /// <summary>Opens a folder's table for a run.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="validates">True where the run watches held-out images, and not the test images.</param>
    /// <param name="lastEpoch">Rows of epochs up to this are kept; 0 begins an empty table.</param>
    internal static CsvWriter Open(string folder, bool validates, int lastEpoch) => CsvWriter.Open(
        PathIn(folder),
        [Epoch, Loss, Train, validates ? ValidationVote : TestVote, validates ? ValidationMean : TestMean, Seconds], lastEpoch);

    /// <summary>Writes an epoch's row.</summary>
    internal static void Append(CsvWriter table, EpochResult epoch, Accuracy? watched) => table.Append(
        epoch.Epoch, epoch.Loss, epoch.TrainMean, watched?.Vote ?? double.NaN, watched?.Mean ?? double.NaN, epoch.Seconds);

    private static EpochPoint? Parse(string[] columns, string row)
    {
        var fields = row.Split(',');
        double? Value(string column) => Array.IndexOf(columns, column) is >= 0 and var index && index < fields.Length
            && double.TryParse(fields[index], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

        return fields.Length >= columns.Length && Value(Epoch) is >= 1 and <= int.MaxValue and var epoch && Value(Loss) is { } loss
            && Value(Train) is { } train && Value(Seconds) is { } seconds
            ? new EpochPoint((int)epoch, loss, train, Value(TestVote) ?? double.NaN, Value(TestMean) ?? double.NaN, seconds)
            {
                ValidationVote = Value(ValidationVote),
                ValidationMean = Value(ValidationMean),
            }
            : null;
    }
}
