using System.Globalization;

namespace FhnHw.Training.Runs;

/// <summary>One epoch of a run.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean training loss, nats.</param>
/// <param name="TrainMean">Training accuracy by the time-mean, percent.</param>
/// <param name="TestVote">Test accuracy by vote, percent.</param>
/// <param name="TestMean">Test accuracy by the time-mean, percent.</param>
/// <param name="Seconds">Wall time of the training part.</param>
public sealed record EpochPoint(int Epoch, double Loss, double TrainMean, double TestVote, double TestMean, double Seconds);

/// <summary>Reads the epochs.csv that a training run leaves in its folder.</summary>
public static class EpochTable
{
    /// <summary>The file of a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "epochs.csv");

    /// <summary>The epochs of a run; none where the folder has no such file. A half-written last row is left out.</summary>
    public static EpochPoint[] Read(string folder)
    {
        var path = PathIn(folder);
        return File.Exists(path) ? [.. File.ReadLines(path).Skip(1).Select(Parse).OfType<EpochPoint>()] : [];
    }

    private static EpochPoint? Parse(string row)
    {
        var values = new double[6];
        var fields = row.Split(',');
        for (var i = 0; i < values.Length; i++)
        {
            if (i >= fields.Length || !double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                return null;
            }
        }

        return values[0] is >= 1 and <= int.MaxValue
            ? new EpochPoint((int)values[0], values[1], values[2], values[3], values[4], values[5])
            : null;
    }
}
