using System.Globalization;
using System.Text;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate;

/// <summary>
/// Golden vectors of imperfect cells, tests/vectors/cells-*.csv: the words of each cell of a preset, and a run of each with its noise, step by
/// step. docs/imperfections.md describes the columns.
/// </summary>
internal static class CellVectors
{
    private const int Cells = 10, Trial = 70_000, Steps = 60;

    private static readonly (string Name, string Preset, int WordBits, int DtExponent, int ExtraBits)[] Cases =
        [("lab", "lab", 16, 8, 0), ("harsh", "harsh", 16, 8, 0), ("harsh", "harsh", 8, 8, 6), ("harsh", "harsh", 4, 8, 6)];

    public static IEnumerable<GeneratedFile> Files() => Cases.Select(c => new GeneratedFile(
        $"tests/vectors/cells-{c.Name}-w{c.WordBits}-k{c.DtExponent}-e{c.ExtraBits}.csv",
        Text(Imperfections.Preset(c.Preset), new CellConstants(new CellFormat(c.WordBits, c.DtExponent, c.ExtraBits), new CellParameters()))));

    private static string Text(Imperfections imperfections, CellConstants constants)
    {
        var perCell = new PerCellParameters(imperfections with { Dead = imperfections.Dead * 2, Stuck = imperfections.Stuck * 2 }, constants, Cells);
        var text = new StringBuilder();
        text.Append(
            "# W,k,e,J,seed,cells,trial,steps; a row a cell of C,X0,Yh0,Yl0,Ax,Ay,S at I=-1,S at 0,S at 1,u,v; "
            + "for each cell a row a step of nX,nY,X,Yh,Yl,u,v behind it at I=0\n");
        var format = constants.Format;
        Append(text, format.WordBits, format.DtExponent, format.CurrentExtraBits, format.NoiseShift, imperfections.Seed, Cells, Trial, Steps);
        for (var cell = 0; cell < Cells; cell++)
        {
            var (words, noise) = (perCell.Cells[cell], perCell.Generator(cell, Trial));
            Append(
                text, words.EpsGain, words.Start.X, words.Start.Yh, words.Start.Yl, words.NoiseX, words.NoiseY,
                S(-1), S(0), S(1), noise.U, noise.V);

            int S(double current) => perCell.InputWord(cell, current, Trial, out _);
        }

        for (var cell = 0; cell < Cells; cell++)
        {
            AppendRun(text, perCell, cell, format);
        }

        return text.ToString();
    }

    private static void AppendRun(StringBuilder text, PerCellParameters perCell, int cell, CellFormat format)
    {
        var (words, noise) = (perCell.Cells[cell], perCell.Generator(cell, Trial));
        var (state, S) = (words.Start, perCell.InputWord(cell, 0, Trial, out _));
        for (var n = 0; n < Steps; n++)
        {
            var (signX, signY) = noise.Signs(n);
            var (nX, nY) = (signX * words.NoiseX, signY * words.NoiseY);
            state = FixedStep.Advance(state, S, words.EpsGain, nX, nY, format, out _);
            Append(text, nX, nY, state.X, state.Yh, state.Yl, noise.U, noise.V);
        }
    }

    private static void Append(StringBuilder text, params int[] values) =>
        text.AppendJoin(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))).Append('\n');
}
