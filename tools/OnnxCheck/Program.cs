using System.Diagnostics;
using System.Globalization;
using FhnHw.OnnxCheck;

if (args is not [var folder, var file])
{
    Console.Error.WriteLine("Usage: dotnet run --project tools/OnnxCheck -c Release -- RUN FILE.onnx");
    return 2;
}

var images = await RunAnswers.TestImages(folder).ConfigureAwait(false);
var expected = RunAnswers.Predict(folder, images);
using var network = new OnnxAnswers(file);
var clock = Stopwatch.StartNew();
var got = network.Predict(images);
var seconds = clock.Elapsed.TotalSeconds;
var (byMean, byVote) = (Different(expected.Means, got.Means), Different(expected.Votes, got.Votes));
var accuracy = got.Accuracy(images);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{images.Count} images in {seconds:0.0} s: by mean {accuracy.Mean:0.00} %, {byMean} answers differ; by vote "
    + $"{(network.Votes ? $"{accuracy.Vote:0.00} %, {byVote} answers differ" : "none")}"));
return byMean + (network.Votes ? byVote : 0) == 0 ? 0 : 1;

static int Different(int[] expected, int[] got) => expected.Zip(got).Count(pair => pair.First != pair.Second);
