using FhnHw.Host.Experiments.Substituting;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Reports.Paper;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Reports;

/// <summary>A reproduction of the paper that nobody ran: each number stands in one place only.</summary>
internal static class SamplePaper
{
    public static PaperResult Result { get; } = new()
    {
        Quick = false,
        Data = "no images <at> all & none",
        Forward = "table",
        Devices = [new ArrayDescription("sample", "a drawing board", "Q1.14 dt=2^-8 e=0", "by hand", true, false, "0123456789abcdef")],
        PlainTrain = 91.01,
        PlainTest = 90.02,
        PlainCourse = [new PlainPoint(1, 80, 60, 70), new PlainPoint(2, 90, 65, 75)],
        Substituted = [new SubstituteRow(-0.5, Accuracy(61.31), Accuracy(62.42)), new SubstituteRow(-1, Accuracy(71.51), Accuracy(72.62)),
            new SubstituteRow(0.5, Accuracy(2.71), Accuracy(2.82))],
        Mirrored = new SweepPoint(0.5, 63.93, 64.04),
        Sweep = [.. Enumerable.Range(-10, 21).Select(n => new SweepPoint(n / 10.0, 50 - (4 * n), 48 - (4 * n)))],
        Loop = new LoopResult(Epochs, Accuracy(81.15), Accuracy(82.26), Accuracy(83.37), Accuracy(84.48)),
        Whole = new LoopResult(Epochs, Accuracy(85.59), Accuracy(86.61), null, null),
        Sensitivity = new SensitivityTable(
            [new SensitivityRow("base", "", 60, 70, 80, 81, 8, 50), new SensitivityRow("eps", "0.1", 60.2, 70, 80.1, 81, 8, 51),
                new SensitivityRow("readout", "linear", double.NaN, double.NaN, 89.99, 90, 5, 77)],
            0.5, ["dt 2^-7: The time step is too coarse."]),
        LostDigit = [new LostDigitRow("a way", 78.88, [.. Enumerable.Range(0, 10).Select(d => d == 8 ? 0.0 : 88)], [[8], []])],
        Surrogates = [Surrogates(100), Surrogates(new(100, 100))],
        Response = new DriveResponse([-1, 0, 1], [1.001, 0, -1.002], [-2, -2, -1], [2, 2, -1], 0.002),
        Orbits = [new Orbit(0, true, true, [0, 1, 2], [-1, 1, -1], [0, 0.5, -0.5]),
            new Orbit(1.1, false, true, [0, 1, 2], [-1, -1.1, -1.1], [0, -0.6, -0.66])],
        Outputs = new OutputsOverTime(7, 2, 2, [.. Enumerable.Range(0, 10).Select(c => c == 2 ? 60.0 : 4.4)], [0, 1, 2],
            [.. Enumerable.Range(0, 10).Select(c => new double[] { c, 9 - c, 2 })], [9, 0, 0]),
    };

    public static ReportPage Page { get; } = PaperReport.Of(Result, [new("command", "`fhnhw paper`"), new("constants' hash", "0123456789abcdef")]);

    private static SurrogateComparison Surrogates(LayerSizes hidden) => new(
        hidden, [.. hidden.Select((_, layer) => 512 + layer)],
        [.. new[] { "sigmoid", "linear" }.SelectMany(nonlinearity => new[] { "sigmoid", "meanfield", "measured" }.Select(name => new SurrogateRun(
            name, nonlinearity, [.. hidden.Select((_, layer) => new LayerCosines([0.8, 0.922 + (0.01 * layer)], [0.5, 0.611 + (0.01 * layer)]))],
            Accuracy(87.7))))],
        [.. hidden.SelectMany((_, layer) => new[]
        {
            new StepWidth(layer + 1, 1, 0.0005, 0.111, 0.222), new StepWidth(layer + 1, 64, 0.03, 0.777, 0.888),
        })]);

    private static EpochPoint[] Epochs => [new EpochPoint(1, 1.5, 60, 61, 62, 0.1), new EpochPoint(2, 0.5, 80, 81, 82, 0.1)];

    private static Accuracy Accuracy(double vote) => new(vote, vote + 1, [.. Enumerable.Range(0, 10).Select(digit => vote - digit)]);
}
