namespace FhnHw.Boards.Fpga;

/// <summary>
/// What hdl/boards/pll/FAMILY_pll.v makes of a clock that is asked for: its formula in C#, so that a clock that it cannot make is refused when a board's
/// file is read, and not met as a line of another rate. <c>PllTests</c> compares the two.
/// </summary>
internal interface IPll
{
    /// <summary>The oscillator that the Verilog takes where a top module names none, Hz.</summary>
    long UsualReferenceHz { get; }

    /// <summary>The oscillators that it takes, in words.</summary>
    string Oscillators { get; }

    /// <summary>What the part allows, in the order in which it is looked at; the head of the Verilog's file says the same.</summary>
    IReadOnlyList<PllRange> Allowed { get; }

    /// <summary>The settings of the PLL, with the Verilog's whole-number divisions and widths.</summary>
    /// <param name="clockHz">FHN_CLOCK_HZ, 1 or more.</param>
    /// <param name="referenceHz">The board's oscillator, Hz.</param>
    PllSettings Of(long clockHz, long referenceHz);

    /// <summary>All clocks that a setting of the PLL could give, right or not, Hz.</summary>
    /// <param name="referenceHz">The board's oscillator, Hz.</param>
    IEnumerable<long> Candidates(long referenceHz);

    /// <summary>True where the PLL makes this clock and nothing in it is out of range.</summary>
    /// <param name="clockHz">The clock, Hz.</param>
    /// <param name="referenceHz">The board's oscillator, Hz.</param>
    bool Makes(long clockHz, long referenceHz) => Of(clockHz, referenceHz) is { Outside: null } made && made.ClockHz == clockHz;

    /// <summary>All clocks that it makes, from the slowest, Hz.</summary>
    /// <param name="referenceHz">The board's oscillator, Hz.</param>
    IReadOnlyList<long> Clocks(long referenceHz) =>
        [.. Candidates(referenceHz).Distinct().Where(clock => clock > 0 && Makes(clock, referenceHz)).Order()];
}

/// <summary>Settings of a PLL, and what they give.</summary>
/// <param name="ClockHz">The clock that comes out, Hz.</param>
/// <param name="Outside">What the part does not allow, the rest of a sentence that begins with the PLL; null where all is in range.</param>
/// <param name="Parameters">The parameters of the part's PLL, by their names.</param>
internal sealed record PllSettings(double ClockHz, string? Outside, IReadOnlyDictionary<string, long> Parameters)
{
    /// <summary>The first of several frequencies that is out of its range, in words; null where none is.</summary>
    /// <param name="ranges">The ranges.</param>
    /// <param name="hz">A frequency for each, Hz.</param>
    internal static string? FirstOutside(IReadOnlyList<PllRange> ranges, params double[] hz) => ranges.Zip(hz)
        .Where(each => !(each.Second >= each.First.LeastMHz * 1e6 && each.Second <= each.First.MostMHz * 1e6))
        .Select(each => FormattableString.Invariant(
            $"would have {each.First.Of} of {each.Second / 1e6:0.###} MHz for it, where {each.First.LeastMHz} to {each.First.MostMHz} are allowed"))
        .FirstOrDefault();
}

/// <summary>What a part allows of one frequency in its PLL.</summary>
/// <param name="Of">Of what, in a word or two.</param>
/// <param name="LeastMHz">The least, MHz.</param>
/// <param name="MostMHz">The most, MHz.</param>
internal sealed record PllRange(string Of, int LeastMHz, int MostMHz);
