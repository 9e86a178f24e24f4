using System.Globalization;
using FhnHw.Files.Onnx;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Results;

/// <summary>What <c>export</c> wrote, as its JSON has it.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Plain">True for matrix products, false for sums in training's order.</param>
/// <param name="Vote">True where the graph votes.</param>
/// <param name="TraceBytes">Bytes of the file that are traces, for the vote.</param>
/// <param name="Input">Dimensions of the input.</param>
/// <param name="Opset">Version of ONNX's operators.</param>
/// <param name="IrVersion">Version of the format.</param>
/// <param name="Configuration">The run's, with the cells that were exported.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record ExportResult(
    string File, long Bytes, bool Plain, bool Vote, long TraceBytes, IReadOnlyList<string> Input, int Opset, int IrVersion,
    RunSettings Configuration, Provenance Provenance)
{
    /// <summary>Tells people.</summary>
    public void Write(Screen screen)
    {
        screen.Text.WriteLine($"input   image: float32, {string.Join(" x ", Input)}, 0 (background) to 1");
        screen.Text.WriteLine($"output  mean_scores, mean_class{(Vote ? ", votes, vote_class" : "")}");
        screen.Text.WriteLine(Plain
            ? "sums    as matrix products: single answers may differ from those of 'fhnhw eval'"
            : "sums    in training's order: every answer is that of 'fhnhw eval'");
        var traces = Vote ? $", {MegaBytes(TraceBytes)} of them traces for the vote" : "";
        screen.Text.WriteLine($"file    {File}: ONNX opset {OnnxModel.Opset}, {MegaBytes(Bytes)}{traces}");
    }

    private static string MegaBytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
