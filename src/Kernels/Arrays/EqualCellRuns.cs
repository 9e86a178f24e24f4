using System.Runtime.InteropServices;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>
/// Runs that are equal to the bit on a fixed-point array whose cells differ: those of equal input words S on cells of equal eps and initial state,
/// whichever cell has them. One of them is enough.
/// </summary>
/// <remarks>
/// Where cells differ in offset and gain alone, all that is different about them is in S, and S has few values: at mismatch 0.5 the 409,500 runs of 100
/// cells and 4,095 codes have 39,730 of them at most. Only for cells without noise, drift and state kept between trials.
/// </remarks>
public sealed class EqualCellRuns
{
    private EqualCellRuns(ushort[] codes, int[] distinct, int[] indices) => (Codes, Distinct, Indices) = (codes, distinct, indices);

    /// <summary>
    /// The codes to run, trial by trial: run r of them is cell r mod N. Cells that have fewer runs of their own than others repeat one.
    /// </summary>
    public ushort[] Codes { get; }

    /// <summary>Which runs of <see cref="Codes"/> differ from all others, ascending.</summary>
    public int[] Distinct { get; }

    /// <summary>For the run of each code on each cell, [code · N + cell], which of <see cref="Distinct"/> it is equal to.</summary>
    public int[] Indices { get; }

    /// <summary>Finds the runs that are equal, and cells that run them.</summary>
    /// <param name="settings">Settings with per-cell parameters.</param>
    /// <returns>Null where more than half of all runs would have to run all the same.</returns>
    public static EqualCellRuns? Of(ArraySettings settings)
    {
        var cells = settings.PerCell?.Count ?? throw new ArgumentException("All cells are alike.", nameof(settings));
        var numbers = Number(settings, cells, out var count);
        var most = numbers.Length / 2;
        if (count > most)
        {
            return null;
        }

        var runsOfCell = Assign(numbers, count, cells);
        var trials = runsOfCell.Max(runs => runs.Count);
        return trials * cells > most ? null : LayOut(runsOfCell, trials, numbers, count);
    }

    // Equal runs get one number. Run code · cells + cell has the number [code · cells + cell].
    private static int[] Number(ArraySettings settings, int cells, out int count)
    {
        var kinds = new Dictionary<(int, CellState), int>();
        int[] kindOf = [.. settings.PerCell!.Cells.Select(cell => NumberOf(kinds, (cell.EpsGain, cell.Start)))];
        ushort[] codes = [.. Enumerable.Range(0, settings.Codes.Count * cells).Select(run => (ushort)(run / cells))];
        var known = new Dictionary<(int, int), int>();
        var numbers = new RunInputWords(settings).Of(codes, 0);
        for (var run = 0; run < numbers.Length; run++)
        {
            numbers[run] = NumberOf(known, (kindOf[run % cells], numbers[run]));
        }

        count = known.Count;
        return numbers;
    }

    private static int NumberOf<TKey>(Dictionary<TKey, int> known, TKey key)
        where TKey : notnull
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, key, out var exists);
        number = exists ? number : known.Count - 1;
        return number;
    }

    // Every number goes to one of the cells that have it, those that few cells have first, each to the cell with the fewest so far.
    private static List<int>[] Assign(int[] numbers, int count, int cells)
    {
        var starts = new int[count + 1]; // the runs of number n are sorted[starts[n]] to sorted[starts[n + 1] - 1]
        foreach (var number in numbers)
        {
            starts[number + 1]++;
        }

        for (var number = 0; number < count; number++)
        {
            starts[number + 1] += starts[number];
        }

        var (sorted, next) = (new int[numbers.Length], (int[])starts.Clone());
        for (var run = 0; run < numbers.Length; run++)
        {
            sorted[next[numbers[run]]++] = run;
        }

        List<int>[] runsOfCell = [.. Enumerable.Range(0, cells).Select(_ => new List<int>())];
        foreach (var number in Enumerable.Range(0, count).OrderBy(number => starts[number + 1] - starts[number]))
        {
            var best = sorted[starts[number]];
            foreach (var run in sorted.AsSpan(starts[number]..starts[number + 1]))
            {
                best = runsOfCell[run % cells].Count < runsOfCell[best % cells].Count ? run : best;
            }

            runsOfCell[best % cells].Add(best);
        }

        return runsOfCell;
    }

    private static EqualCellRuns LayOut(List<int>[] runsOfCell, int trials, int[] numbers, int count)
    {
        var cells = runsOfCell.Length;
        var (codes, distinct, indexOf) = (new ushort[trials * cells], new List<int>(count), new int[count]);
        for (var place = 0; place < codes.Length; place++)
        {
            var (trial, runs) = (place / cells, runsOfCell[place % cells]);
            if (trial < runs.Count)
            {
                indexOf[numbers[runs[trial]]] = distinct.Count;
                distinct.Add(place);
            }

            codes[place] = (ushort)(runs.Count == 0 ? 0 : runs[Math.Min(trial, runs.Count - 1)] / cells);
        }

        return new EqualCellRuns(codes, [.. distinct], Array.ConvertAll(numbers, number => indexOf[number]));
    }
}
