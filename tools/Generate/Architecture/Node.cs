namespace FhnHw.Generate.Architecture;

/// <summary>A box of a panel, or the place where a long arrow crosses a row.</summary>
/// <param name="Name">The folder; null for a crossing.</param>
/// <param name="Row">0 is the lowest.</param>
internal sealed record Node(string? Name, int Row)
{
    /// <summary>Pixels from the panel's left edge to the middle.</summary>
    public double X { get; set; }

    /// <summary>Pixels.</summary>
    public double Width => Name is null ? 12 : (Name.Length * 7.6) + 22;
}
