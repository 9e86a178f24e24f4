using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Generate.Wire;
using FhnHw.Host.Results;

namespace FhnHw.Generate;

/// <summary>What one neuron costs on an FPGA, in docs/guide/neuron-in-logic.md: from the figures of place and route that hdl/boards keeps.</summary>
internal static class NeuronCosts
{
    private const string Page = "docs/guide/neuron-in-logic.md";

    public static IEnumerable<GeneratedFile> Files()
    {
        var sources = new HdlSources(Repository.FindRoot()!);
        var figures =
            from board in BoardFile.Names(sources)
            from array in BoardFigures.Read(sources, board)
            orderby board, array.Array
            select Row(sources, board, array);
        string[] head =
        [
            "| board | array | words | neurons | of which at once | LCs in all | LCs a neuron | LCs a datapath | multipliers | block RAMs | clock, MHz |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        ];
        return [DocumentPart.File(Page, new Dictionary<string, IEnumerable<string>> { ["what a neuron costs"] = [.. head, .. figures] })];
    }

    private static string Row(HdlSources sources, string board, ArrayFigures figures)
    {
        var (logic, neurons) = (Used(figures, "LCs"), figures.Lanes * figures.CellsPerLane);
        var name = figures.Sources == BoardFlow.SourcesHash(sources, board) ? board : $"{board} (older sources)";
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {figures.Array} | {figures.Format.WordBits}:{figures.Format.CurrentExtraBits} | {neurons} | {figures.Lanes} | {logic} | "
                + $"{(double)logic / neurons:0.0} | {(double)logic / figures.Lanes:0} | {Used(figures, "multipliers")} | {Used(figures, "block RAMs")} | "
                + $"{figures.ClockMHz:0.##} |");
    }

    private static int Used(ArrayFigures figures, string words) => BoardText.Kind(figures.Elements, words)?.Used ?? 0;
}
