namespace FhnHw.Boards.Fpga;

/// <summary>hdl/boards/pll/ice40_pll.v: SB_PLL40 with simple feedback, whose clock is reference / (DIVR + 1) * (DIVF + 1) / 2^DIVQ.</summary>
/// <remarks>
/// Ranges: sysCLOCK PLL timing in Lattice's data sheets of iCE40 LP/HX and UltraPlus. DIVF has 7 bits, all of which count with simple feedback (icepll).
/// </remarks>
internal sealed class Ice40Pll : IPll
{
    private const long MostCompared = 20_000_000, Faster = 66_000_000;

    /// <inheritdoc/>
    public long UsualReferenceHz => 12_000_000;

    /// <inheritdoc/>
    public string Oscillators => "10 to 20, 40, 60, 80, 100 and 120 MHz";

    /// <inheritdoc/>
    public IReadOnlyList<PllRange> Allowed { get; } = [new("phases", 10, 133), new("an oscillator", 533, 1066), new("a clock", 16, 275)];

    /// <inheritdoc/>
    public PllSettings Of(long clockHz, long referenceHz)
    {
        var compared = Math.Min(referenceHz, MostCompared);
        var divq = clockHz > Faster ? 3 : 4;
        var divr = ((referenceHz / compared) - 1) & 15;
        var divf = ((clockHz / (compared >> divq)) - 1) & 127;
        var phases = (double)referenceHz / (divr + 1);
        var oscillator = phases * (divf + 1);
        var clock = oscillator / (1 << divq);
        return new PllSettings(
            clock,
            PllSettings.FirstOutside(Allowed, phases, oscillator, clock),
            new Dictionary<string, long> { ["DIVR"] = divr, ["DIVF"] = divf, ["DIVQ"] = divq });
    }

    /// <inheritdoc/>
    public IEnumerable<long> Candidates(long referenceHz) =>
        from divq in Enumerable.Range(3, 2)
        from divf in Enumerable.Range(0, 128)
        select (Math.Min(referenceHz, MostCompared) >> divq) * (divf + 1);
}
