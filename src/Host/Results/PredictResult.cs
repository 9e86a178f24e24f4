using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Results;

/// <summary>What a network says that an image shows.</summary>
/// <param name="Image">The image's file, or its number in an array.</param>
/// <param name="Class">The class by vote.</param>
/// <param name="Name">What that class is called; its number where it has no name.</param>
/// <param name="VotePercent">Share of the samples at which this class had the largest output, percent; null where nothing voted.</param>
/// <param name="MeanClass">The class by the time-mean.</param>
internal sealed record PredictedImage(string Image, int Class, string Name, double? VotePercent, int MeanClass);

/// <summary>The result of <c>predict</c>.</summary>
/// <param name="Images">Image by image.</param>
/// <param name="ClassNames">What the classes are called, from class 0; null where they have numbers only.</param>
/// <param name="Device">The array's name.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record PredictResult(IReadOnlyList<PredictedImage> Images, IReadOnlyList<string>? ClassNames, string Device, Provenance Provenance)
{
    /// <summary>Puts predictions and names together.</summary>
    public static PredictResult Of(
        IReadOnlyList<string> images, Predictions predictions, IReadOnlyList<string>? classNames, string device, Provenance provenance)
    {
        var details = predictions.Details!;
        return new PredictResult(
            [.. images.Select((image, index) => new PredictedImage(
                image, predictions.Votes[index], NameOf(predictions.Votes[index]), Percent(index), predictions.Means[index]))],
            classNames, device, provenance);

        string NameOf(int label) => classNames is not null && label < classNames.Count ? classNames[label] : label.ToString(CultureInfo.InvariantCulture);

        double? Percent(int index)
        {
            var votes = details.Votes.AsSpan(index * details.Classes, details.Classes);
            var all = 0L;
            foreach (var count in votes)
            {
                all += count;
            }

            return all == 0 ? null : Math.Round(100.0 * votes[predictions.Votes[index]] / all, 2);
        }
    }
}
