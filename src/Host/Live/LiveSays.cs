using FhnHw.Boards.Sessions;
using FhnHw.Host.Live.Server;
using FhnHw.Host.Reports.Figures.Network;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Live;

/// <summary>What a page is told, as JSON: a method a topic.</summary>
internal static class LiveSays
{
    private const int MostWrong = 60;

    /// <summary>What is shown: a run that trains, a run folder, or a device.</summary>
    /// <param name="mode"><c>train</c>, <c>run</c> or <c>device</c>.</param>
    /// <param name="title">A line above all.</param>
    /// <param name="device">The array.</param>
    /// <param name="run">The run; null for a device alone.</param>
    /// <param name="images">Images to pick; null for a device alone.</param>
    /// <param name="classNames">What their classes are called, from class 0; null where they have numbers only.</param>
    /// <param name="range">Least and largest current of a device's sliders.</param>
    public static byte[] About(
        string mode, string title, ArrayDescription device, RunSettings? run, (ImageSet Images, string Name)? images,
        IReadOnlyList<string>? classNames,
        (double Least, double Most, double[] Start)? range) =>
        LiveBytes.Json(json =>
        {
            json.WriteString("mode", mode);
            json.WriteString("title", title);
            json.WriteString("device", device.ToString());
            json.WriteString("set", images?.Name ?? "");
            json.WriteNumber("images", images?.Images.Count ?? 0);
            json.WriteNumber("rows", images?.Images.Rows ?? 0);
            json.WriteNumber("columns", images?.Images.Columns ?? 0);
            json.WriteNumber("classes", images?.Images.Classes ?? 0);
            json.WriteStrings("names", classNames ?? []);
            json.WriteNumbers("sorted", images is { Images: var set } && ShownImages.AreSorted([.. set.Labels]) ? [.. set.ClassCounts] : Array.Empty<int>());
            json.WriteNumber("epochs", run?.Training.Epochs ?? 0);
            json.WriteMaybe("least", range?.Least);
            json.WriteMaybe("most", range?.Most);
            json.WriteNumbers("start", range?.Start ?? []);
        });

    /// <summary>How far an epoch is.</summary>
    public static byte[] Batch(int epoch, int done, int images, double loss, double accuracy) => LiveBytes.Json(json =>
    {
        json.WriteNumber("epoch", epoch);
        json.WriteNumber("done", done);
        json.WriteNumber("images", images);
        json.WriteMaybe("loss", loss);
        json.WriteMaybe("accuracy", accuracy);
    });

    /// <summary>What an epoch gave.</summary>
    public static byte[] Epoch(int epoch, double loss, double train, double? vote, double? mean) => LiveBytes.Json(json =>
    {
        json.WriteNumber("epoch", epoch);
        json.WriteMaybe("loss", loss);
        json.WriteMaybe("train", train);
        json.WriteMaybe("vote", vote);
        json.WriteMaybe("mean", mean);
    });

    /// <summary>The confusion matrix, and the first images that are classified wrong: number, class, class by vote.</summary>
    public static byte[] Confusion(int[] labels, int[] votes) => LiveBytes.Json(json =>
    {
        var counts = labels.Length == 0 ? new int[0, 0] : ConfusionFigure.Count(labels, votes);
        json.WriteNumber("classes", counts.GetLength(0));
        json.WriteNumbers("counts", [.. counts.Cast<int>()]);
        int[] wrong = [.. Enumerable.Range(0, labels.Length).Where(image => labels[image] != votes[image])];
        var shown = ShownImages.First(labels, wrong, MostWrong);
        json.WriteNumber("images", labels.Length);
        json.WriteNumber("all", wrong.Length);
        json.WriteNumbers("wrong", [.. shown.SelectMany(image => (int[])[image, labels[image], votes[image]])]);
    });

    /// <summary>There are other weights.</summary>
    public static byte[] Weights(int epoch) => LiveBytes.Json(json => json.WriteNumber("epoch", epoch));

    /// <summary>The links of boards, added up.</summary>
    public static byte[] Link(IReadOnlyList<Board> boards) => LiveBytes.Json(json =>
    {
        LinkStatistics[] links = [.. boards.Select(board => board.Statistics)];
        json.WriteString("board", string.Join(", ", boards.Select(board => board.Greeting.Name)));
        json.WriteNumber("inFlight", links.Sum(link => link.JobsInFlight));
        json.WriteNumber("jobs", links.Sum(link => link.Jobs));
        json.WriteNumber("sent", links.Sum(link => link.BytesSent));
        json.WriteNumber("received", links.Sum(link => link.BytesReceived));
        json.WriteNumber("retries", links.Sum(link => link.Retries));
        json.WriteNumber("damaged", links.Sum(link => link.DamagedFrames));
        json.WriteNumber("reconnects", links.Sum(link => link.Reconnects));
        json.WriteNumber("heartbeats", links.Sum(link => link.Heartbeats));
        json.WriteNumber("seconds", links.Max(link => link.Seconds));
    });

    /// <summary>The program ends, and the page keeps what it has.</summary>
    public static byte[] End(string words) => LiveBytes.Json(json => json.WriteString("words", words));
}
