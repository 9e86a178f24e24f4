namespace FhnHw.Boards.Fpga;

/// <summary>hdl/boards/pll/gowin_pll.v: rPLL, whose clock is 27 MHz * (FBDIV_SEL + 1), and whose own oscillator runs at ODIV_SEL times that.</summary>
/// <remarks>Range of the oscillator: what Gowin's data sheets allow for GW1NR-9 (C6/I5) and GW2AR-18 (C8/I7) alike. FBDIV_SEL goes from 0 to 63.</remarks>
internal sealed class GowinPll : IPll
{
    private const int MostMultiplied = 64;

    /// <inheritdoc/>
    public long UsualReferenceHz => 27_000_000;

    /// <inheritdoc/>
    public string Oscillators => "27 MHz";

    /// <inheritdoc/>
    public IReadOnlyList<PllRange> Allowed { get; } = [new("an oscillator", 500, 1200)];

    /// <inheritdoc/>
    public PllSettings Of(long clockHz, long referenceHz)
    {
        var multiplied = (clockHz / 27_000_000) - 1;
        var clock = (double)referenceHz * (multiplied + 1);
        long odiv = clockHz > 150_000_000 ? 4 : 8;
        var outside = multiplied is < 0 or >= MostMultiplied
            ? $"would have to multiply its oscillator by {multiplied + 1} for it, where 1 to {MostMultiplied} are allowed" : null;
        return new PllSettings(
            clock,
            outside ?? PllSettings.FirstOutside(Allowed, clock * odiv),
            new Dictionary<string, long> { ["FBDIV_SEL"] = multiplied, ["ODIV_SEL"] = odiv });
    }

    /// <inheritdoc/>
    public IEnumerable<long> Candidates(long referenceHz) => Enumerable.Range(1, MostMultiplied).Select(times => referenceHz * times);
}
