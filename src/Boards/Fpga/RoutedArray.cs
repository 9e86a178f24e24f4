using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>An array that a board's file gives a size for.</summary>
/// <param name="Variant">Which.</param>
/// <param name="Format">The format that it is for.</param>
public sealed record RoutedArray(BoardVariant Variant, CellFormat Format)
{
    /// <summary>The arrays of a board: its lanes, then those in parallel and with per-cell parameters where it has them.</summary>
    public static IEnumerable<RoutedArray> Of(BoardFile file)
    {
        yield return new RoutedArray(new BoardVariant(), new CellFormat());
        if (file.PerCell is not null)
        {
            yield return new RoutedArray(new BoardVariant(PerCell: true), new CellFormat());
        }

        if (file.Parallel is { } size)
        {
            var format = new CellFormat(size.Bits, new CellFormat().DtExponent, size.ExtraBits);
            yield return new RoutedArray(new BoardVariant(Parallel: true), format);
            if (size.VotesClockMHz is not null)
            {
                yield return new RoutedArray(new BoardVariant(Parallel: true, Votes: true), format);
            }
        }
    }

    /// <summary><c>lanes</c>, <c>per-cell</c>, <c>parallel</c> or <c>votes</c>.</summary>
    public string Name => Variant.Votes ? "votes" : Variant.Parallel ? "parallel" : Variant.PerCell ? "per-cell" : "lanes";

    /// <summary>The constants of its cells: the usual cell.</summary>
    public CellConstants Constants => new(Format, new CellParameters());
}
