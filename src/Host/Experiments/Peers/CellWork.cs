using System.Buffers.Binary;
using System.Globalization;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>Cells to run through transient and window, their currents spread evenly over all that the codes have.</summary>
/// <param name="Array">Format, cell, codes and window.</param>
/// <param name="Cells">How many.</param>
internal sealed record CellWork(ArraySettings Array, int Cells)
{
    /// <summary>Samples of the window from which <see cref="WorkChecks.MeanSquare"/> is taken.</summary>
    public const int Samples = 16;

    /// <summary>Steps of all cells, transient included.</summary>
    public double NeuronSteps => (double)Cells * Array.Window.TotalSteps;

    /// <summary>The work of some settings, whose window is cut to whole strides.</summary>
    public static CellWork Of(ArraySettings array, int cells) => new CellWork(array, cells).Share(1, 1);

    /// <summary>A share of the work: one of so many cells, and of so many steps.</summary>
    public CellWork Share(int ofCells, int ofSteps)
    {
        var stride = Math.Max(1, Array.Window.Steps / ofSteps / Samples);
        return new CellWork(
            Array with { Window = new Window(Array.Window.TransientSteps / ofSteps, stride * Samples, stride) }, Math.Max(1, Cells / ofCells));
    }

    /// <summary>The code of each cell.</summary>
    public ushort[] Codes() => [.. Enumerable.Range(0, Cells).Select(cell => (ushort)((long)cell * Array.Codes.Count / Cells))];

    /// <summary>Runs it on an array, for the numbers by which one sees that another did the same.</summary>
    public WorkChecks ChecksOf(ICellArray array)
    {
        var response = array.Run(new(Codes(), Features.Trace | Features.Ends | Features.Mean));
        var (trace, square) = (response.Trace!, 0.0);
        for (var sample = 0; sample < trace.Samples; sample++)
        {
            for (var run = 0; run < trace.Runs; run++)
            {
                square += trace[sample, run] * trace[sample, run];
            }
        }

        return new WorkChecks(
            response.MeanX!.Average(Math.Abs), square / trace.Samples / trace.Runs, response.Ends is { } ends ? HashOf(ends) : null);
    }

    /// <summary>Writes I of each cell as the doubles that peers read.</summary>
    public void WriteCurrents(string path)
    {
        var bytes = new byte[8 * Cells];
        foreach (var (cell, code) in Codes().Index())
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * cell), Array.Codes.Currents[code]);
        }

        File.WriteAllBytes(path, bytes);
    }

    /// <summary>The arguments by which a peer gets the work.</summary>
    /// <param name="currents">The file of currents.</param>
    /// <param name="threads">Cores that it may use.</param>
    public IReadOnlyList<string> Arguments(string currents, int threads)
    {
        var cell = Array.Parameters;
        return
        [
            "--currents", currents, "--transient", Text(Array.Window.TransientSteps), "--record", Text(Array.Window.Steps), "--snapshots", Text(Samples),
            "--dt-exponent", Text(Array.Format.DtExponent), "--eps", Text(cell.Eps), "--a", Text(cell.A), "--x0", Text(cell.X0), "--y0", Text(cell.Y0),
            "--threads", Text(threads),
        ];
    }

    // FNV-1a over first and last Y of each cell, 8 bytes each, the lowest first: fixed_step.c does the same.
    private static string HashOf(WindowEnds[] ends)
    {
        var hash = 14695981039346656037UL;
        foreach (var y in ends.SelectMany(pair => new[] { pair.First, pair.Last }))
        {
            for (var part = 0; part < 8; part++)
            {
                hash = unchecked((hash ^ ((ulong)(y >> (8 * part)) & 255)) * 1099511628211UL);
            }
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
