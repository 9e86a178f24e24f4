using FhnHw.Boards.Fpga;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Reports.Compare;
using FhnHw.Host.Reports.Html;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Tests.Reports;

/// <summary>A comparison that nobody ran: each number stands in one place only.</summary>
internal static class SampleCompare
{
    public static CompareResult Result { get; } = new()
    {
        Quick = true,
        Data = "no images",
        Devices = [new ArrayDescription("sample", "a drawing board", "Q1.14 dt=2^-8 e=0", "by hand", true, false, "0123456789abcdef")],
        Epochs = 6,
        Seeds = 2,
        Plain = 97.61,
        Formats =
        [
            Row(ComparedFormat.Reference, 98.01, double.NaN), Row(new ComparedFormat(Arithmetic.Single, 0, 0, 8), 98.02, 0.91),
            .. new[] { 3, 4, 8, 16 }.Select(w => Row(ComparedFormat.Fixed(w, 6), 97.8 + (w / 100.0), 100.0 / w)),
            .. new[] { 3, 4, 8, 16 }.Select(w => Row(ComparedFormat.Fixed(w, 0), 95 + (w / 10.0), w == 3 ? double.NaN : 101.0 / w)),
            Row(ComparedFormat.Fixed(3, 3), 97.77, 246.8), Row(ComparedFormat.Fixed(4, 6, 9), 97.66, 55.5),
            Row(ComparedFormat.Fixed(4, 6, 8, nearest: true), 97.55, 44.4),
        ],
        Courses = [.. MeanCourse.Formats.Select(
            (format, n) => new MeanCourse(format.ToString(), [0.25, 1, 4, 16], [1, 0.5, 0.1 / (n + 1), 0.03 / (n + 1)]))],
        Shapes = [.. SpikeShape.Formats.Select(format => new SpikeShape(format.ToString(), [0, 1, 2, 3], [0, 2, -2, 2]))],
        Costs =
        [
            new CostRow("3:3:8", Cost("hx8k", true, 101, 6100, 121.75)), new CostRow("16:6:8", Cost("icebreaker", false, 4, 4200, 52.25)),
            new CostRow("8:6:8", new HardwareCost(
                "hx8k", "a part", true, "0", null, [new SizeTrial(2, [], null, false, "9000 of 7680 ICESTORM_LC")], 96, 0, 0, 0, 0)),
        ],
    };

    public static ReportPage Page { get; } = Of(Result);

    public static ReportPage Of(CompareResult result) => CompareReport.Of(result, [new("command", "`fhnhw compare`")]);

    private static FormatResult Row(ComparedFormat format, double vote, double period) => new()
    {
        Format = format,
        Name = format.ToString(),
        ConstantsHash = "none",
        Cells = [.. CellTrial.Currents.Select(
            current => new CellPoint(current, double.IsFinite(period), 1.9 + Math.Abs(current), 0.001, 50, -current, 0.3))],
        SpikingCurrents = 7,
        PeriodChange = period,
        DutyChange = 1.25,
        TraceError = double.IsFinite(period) ? period / 100 : double.NaN,
        SpikingCodes = 88.8,
        MeanError = 0.0123,
        LargestMeanError = 0.05,
        SaturatedCodes = 0,
        Substituted = new Score(80.05, 85),
        Transferred = new Score(vote - 0.5, vote),
        EqualPredictions = 98.76,
        InLoop = [new Score(vote - 0.1, vote), new Score(vote + 0.1, vote)],
    };

    private static HardwareCost Cost(string board, bool parallel, int lanes, int logic, double mhz)
    {
        var good = new SizeTrial(
            lanes, [new Utilisation(SizeTrial.LogicCell, logic, 7680), new Utilisation(SizeTrial.BlockRam, 9, 32)], mhz, true, null);
        return new HardwareCost(board, "a part", parallel, "0", good, [good with { Lanes = lanes + 5, Limit = "8000 of 7680 ICESTORM_LC" }, good],
            96, 93, 9.6e9, 1263, 498);
    }
}
