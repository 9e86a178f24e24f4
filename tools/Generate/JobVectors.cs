using System.Globalization;
using System.Text;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate;

/// <summary>
/// Golden vectors of whole jobs, tests/vectors/job-*.csv, for the array in Verilog: what is asked, and the reply's bytes. Plain
/// integers, commas, LF; docs/numerics.md describes the lines.
/// </summary>
internal static class JobVectors
{
    private const int Ends = ReferenceJob.Ends, Trace = ReferenceJob.Trace, Signs = ReferenceJob.Signs;
    private const int Signature = ReferenceJob.Signature, Votes = ReferenceJob.Votes, Charge = ReferenceJob.Charge;

    // One cell, fewer cells than a pipeline holds, counts that no number of lanes divides; every feature alone and with others.
    private static readonly ReferenceJob[] Jobs =
    [
        new(Trace, Cells: 1, Transient: 0, Steps: 6, Stride: 1),
        new(Ends | Trace | Signature, Cells: 3, Transient: 7, Steps: 20, Stride: 3),
        new(Signs, Cells: 1, Transient: 2, Steps: 3, Stride: 1),
        new(Ends | Signs, Cells: 13, Transient: 0, Steps: 9, Stride: 2),
        new(Signs | Signature, Cells: 16, Transient: 1, Steps: 4, Stride: 1),
        new(0, Cells: 5, Transient: 3, Steps: 4, Stride: 1),
        new(Signature, Cells: 37, Transient: 40, Steps: 160, Stride: 1),
        new(Ends, Cells: 2, Transient: 100, Steps: 1, Stride: 1),
        new(Ends | Trace, Cells: 10, Transient: 1, Steps: 5, Stride: 100),
        new(Trace | Signature, Cells: 61, Transient: 20, Steps: 12, Stride: 5),
        new(Ends | Trace, Cells: 64, Transient: 0, Steps: 3, Stride: 3),
        new(Votes, Cells: 12, Transient: 5, Steps: 80, Stride: 4, ImageCells: 4, Classes: 3),
        new(Ends | Signature | Votes, Cells: 20, Transient: 60, Steps: 90, Stride: 7, ImageCells: 20, Classes: 10),
        new(Votes, Cells: 6, Transient: 0, Steps: 5, Stride: 1, ImageCells: 1, Classes: 1),
        new(Charge, Cells: 17, Transient: 70, Steps: 400, Stride: 1),
        new(Charge | Signs | Signature, Cells: 9, Transient: 0, Steps: 150, Stride: 50),
    ];

    public static IEnumerable<GeneratedFile> Files() => VerilogHeaders.Formats.Select(format =>
        new GeneratedFile($"tests/vectors/job-{format.Key}.csv", Text(format.Value)));

    private static string Text(CellConstants constants)
    {
        var text = new StringBuilder();
        var random = new XorShift(2463534242);
        text.Append("# jobs; then of each features,cells,transient,steps,stride,imageCells,classes,readoutWords,saturated,bytes; S; readout; reply\n");
        AppendLine(text, [Jobs.Length]);
        foreach (var job in Jobs)
        {
            int[] inputWords = [.. Enumerable.Range(0, job.Cells).Select(_ => random.Next(-constants.LargestInputWord, constants.LargestInputWord))];
            short[] readout = [.. Enumerable.Range(0, (2 + job.ImageCells) * job.Classes).Select(word => ReadoutWord(word, job.Classes, random))];
            var reply = job.Reply(inputWords, readout, constants, out var saturated);
            AppendLine(text,
            [
                job.Features, job.Cells, job.Transient, job.Steps, job.Stride, job.ImageCells, job.Classes,
                readout.Length, saturated, reply.Length,
            ]);
            AppendLine(text, inputWords);
            AppendLine(text, readout.Select(word => (int)word));
            AppendLine(text, reply.Select(value => (int)value));
        }

        return text.ToString();
    }

    // Small biases, so that all classes win now and then, and few enough weights that classes tie in narrow words.
    internal static short ReadoutWord(int word, int classes, XorShift random)
    {
        var bias = random.Next(-30000, 30000);
        return (short)(word >= 2 * classes ? random.Next(-1, 1) * random.Next(0, 900) : word % 2 == 0 ? bias : bias >> 15);
    }

    internal static void AppendLine(StringBuilder text, IEnumerable<int> values) =>
        text.AppendJoin(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))).Append('\n');
}
