namespace FhnHw.Boards.Fpga;

/// <summary>hdl/boards/pll/ecp5_pll.v: EHXPLLL whose own oscillator runs at 24 or 27 times 25 MHz, divided by CLKOP_DIV.</summary>
/// <remarks>Ranges: sysCLOCK PLL timing in Lattice's data sheet of the ECP5; CLKOP_DIV goes from 1 to 128.</remarks>
internal sealed class Ecp5Pll : IPll
{
    private const int MostDivided = 128;
    private static readonly long[] Multiples = [24, 27];

    /// <inheritdoc/>
    public long UsualReferenceHz => 25_000_000;

    /// <inheritdoc/>
    public string Oscillators => "25 MHz";

    /// <inheritdoc/>
    public IReadOnlyList<PllRange> Allowed { get; } = [new("an oscillator", 400, 800), new("a clock", 4, 400)];

    /// <inheritdoc/>
    public PllSettings Of(long clockHz, long referenceHz)
    {
        var multiple = Multiples[600_000_000 % clockHz == 0 ? 0 : 1];
        var divided = 25_000_000 * multiple / clockHz;
        var oscillator = (double)referenceHz * multiple;
        var outside = divided is < 1 or > MostDivided ? $"would have to divide its oscillator by {divided} for it, where 1 to {MostDivided} are allowed" : null;
        return new PllSettings(
            oscillator / Math.Max(1, divided),
            outside ?? PllSettings.FirstOutside(Allowed, oscillator, oscillator / divided),
            new Dictionary<string, long> { ["CLKOP_DIV"] = divided, ["CLKOS_DIV"] = multiple });
    }

    /// <inheritdoc/>
    public IEnumerable<long> Candidates(long referenceHz) =>
        from multiple in Multiples
        from divided in Enumerable.Range(1, MostDivided)
        where referenceHz * multiple % divided == 0
        select referenceHz * multiple / divided;
}
