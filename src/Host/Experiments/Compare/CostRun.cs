using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>Finds what formats cost on boards.</summary>
/// <param name="formats">The formats; those that no board computes are left out.</param>
/// <param name="boards">Names of boards.</param>
internal sealed class CostRun(IReadOnlyList<ComparedFormat> formats, IReadOnlyList<string> boards)
{
    /// <summary>Formats whose costs the whole comparison asks for.</summary>
    public static IReadOnlyList<ComparedFormat> Usual { get; } =
    [
        ComparedFormat.Fixed(3, 3), ComparedFormat.Fixed(4, 4), ComparedFormat.Fixed(5, 6), ComparedFormat.Fixed(6, 6), ComparedFormat.Fixed(8, 6),
        ComparedFormat.Fixed(16, 0),
    ];

    // The parallel array is for narrow words; wider ones than these hold few cells.
    private const int WidestParallel = 6;

    private readonly (ComparedFormat Format, string Board, bool Parallel)[] _points =
    [
        .. from format in formats.Where(format => format.Arithmetic == Arithmetic.Floor).Distinct()
           from parallel in new[] { true, false }
           where !parallel || format.WordBits <= WidestParallel
           from board in boards
           select (format, board, parallel),
    ];

    /// <summary>How many searches there are.</summary>
    public int Count => _points.Length;

    /// <summary>Searches, one after the other.</summary>
    /// <param name="search">Finds the largest array.</param>
    /// <param name="done">Told how many searches are done.</param>
    public CostRow[] Run(CostSearch search, Action<int> done)
    {
        var rows = new List<CostRow>();
        foreach (var (format, board, parallel) in _points)
        {
            rows.Add(new CostRow(format.ToString(), search.Find(board, Settings(format.Format), parallel)));
            done(rows.Count);
        }

        return [.. rows];
    }

    private static ArraySettings Settings(CellFormat format) => new(
        format, new CellParameters(), CurrentCodes.OfBits(CompareContext.CurrentBits, CompareContext.Gamma), CompareContext.NetworkWindow(format));
}
