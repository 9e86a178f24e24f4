using System.Globalization;
using FhnHw.Host.Experiments.Noise;
using FhnHw.Host.Terminal;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>What <c>noise</c> prints.</summary>
internal static class NoiseText
{
    /// <summary>Two tables: training against testing at the intensity of the training, and pooling and ghosts.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="device">The array of this call.</param>
    /// <param name="time">Wall time of this call.</param>
    /// <param name="screen">Where they go.</param>
    public static void Write(NoiseResult result, string device, TimeSpan time, Screen screen)
    {
        screen.Text.WriteLine($"device  {device}");
        screen.Text.WriteLine(result.Plan);
        var table = new Table().AddColumns(["trained with", "tested: none", .. NoisePlan.Kinds]);
        foreach (var points in result.Points.Where(point => point.Units == "cells").GroupBy(point => point.Trained))
        {
            table.AddRow(
            [
                points.Key, Mean(points.Single(point => point.Tested == "none").Means),
                .. NoisePlan.Kinds.Select(kind =>
                    Mean(points.Single(point => point.Tested == kind && point.Intensity == result.Training).Means)),
            ]);
        }

        screen.Write(table);
        screen.Text.WriteLine(Say($"Test accuracy by the time-mean, percent, at D = {result.Training}: a standard deviation of √(2D)."));
        var trials = result.Mitigations.GroupBy(point => (point.Tested, point.Trained)).ToArray();
        var mitigations = new Table().AddColumns(
            ["tested with", "trained with", .. trials[0].Select(point => $"pool {point.Pool}, {point.Ghosts} ghosts")]);
        foreach (var points in trials.OrderBy(points => points.Key.Tested, StringComparer.Ordinal))
        {
            mitigations.AddRow([points.Key.Tested, points.Key.Trained, .. points.Select(point => Mean(point.Means))]);
        }

        screen.Write(mitigations);
        screen.Text.WriteLine(Say($"The same at D = {result.Mitigated}, with several cells to a hidden unit, and ghost cells."));
        screen.Text.WriteLine(Say($"time    {time.TotalSeconds:F1} s"));
    }

    private static string Mean(double[] values) => Say($"{values.Mean():F1}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
