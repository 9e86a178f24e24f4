namespace FhnHw.Host.Reports.Figures;

/// <summary>A colour of figures: as drawn, on white, and what a page puts in its place on a dark ground.</summary>
/// <param name="Light">Six hexadecimal digits behind a #, as Skia writes them into SVG: upper case, and none that has a name.</param>
/// <param name="Dark">The same for dark pages.</param>
internal sealed record FigureColour(string Light, string Dark);

/// <summary>The colours of all figures, told apart by people who see red and green alike, too.</summary>
internal static class FigureColours
{
    /// <summary>Axes and their text.</summary>
    public static FigureColour Ink { get; } = new("#1F2328", "#E6EDF3");

    /// <summary>Grid lines.</summary>
    public static FigureColour Grid { get; } = new("#DCE1E6", "#343B44");

    /// <summary>What stands behind the data: other people's numbers, limits, lines of theory.</summary>
    public static FigureColour Quiet { get; } = new("#6E7781", "#9DA7B1");

    /// <summary>One a series or class.</summary>
    public static IReadOnlyList<FigureColour> Series { get; } =
    [
        new("#1667B0", "#6FB6F5"),
        new("#C9540B", "#F2A05C"),
        new("#177A56", "#4FCB9B"),
        new("#B0206A", "#F58AC0"),
        new("#7048C0", "#B9A0F8"),
        new("#8A6A00", "#DDBB4A"),
        new("#0C7C90", "#55CBDD"),
        new("#A3342B", "#F58E85"),
        new("#4D6B12", "#A6C95B"),
        new("#58534E", "#BDB6AE"),
    ];

    /// <summary>Every colour.</summary>
    public static IEnumerable<FigureColour> All => [Ink, Grid, Quiet, .. Series];
}
