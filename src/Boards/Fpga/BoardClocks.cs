using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Refuses a board one of whose clocks its family's PLL does not make: place and route reach such a clock, and the bitstream runs at another one. A board
/// whose top module has a PLL of its own, or none, is passed over; so is an oscillator that the top module does not name as a number. Of all boards a clock
/// is a whole multiple of the line's rate: a rate that is 2 % off is a line that fails now and then.
/// </summary>
internal static partial class BoardClocks
{
    private const int FewestClocks = 4; // of a bit
    private const long MostClocks = 1_000_000; // of a bit, where a rate is looked for

    /// <summary>Checks all clocks of a board.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="file">What its file says.</param>
    /// <param name="verilog">The file of its top module.</param>
    /// <exception cref="InvalidSettingException">
    /// The PLL does not make one of them, or takes no such oscillator; or one is no whole multiple of the line's rate.
    /// </exception>
    public static void Check(string board, BoardFile file, string verilog)
    {
        if (FpgaFamily.Of(file).Pll is not { } pll || ReferenceHz(verilog, file.Family, pll) is not { } reference)
        {
            CheckRates(board, file, null);
            return;
        }

        var clocks = pll.Clocks(reference);
        if (clocks.Count == 0)
        {
            throw new InvalidSettingException(
                $"hdl/boards/{file.Files ?? board}/{file.Top}.v gives {file.Family}_pll an oscillator of {MHz(reference)} MHz, and hdl/boards/pll/"
                + $"{file.Family}_pll.v takes {pll.Oscillators}; put a PLL of your own in its place (docs/guide/own-board.md).");
        }

        foreach (var (key, mhz, baud) in BoardSoundness.Clocks(file))
        {
            var clock = VerilogSize.ClockHz(mhz);
            if (!pll.Makes(clock, reference))
            {
                throw new InvalidSettingException(
                    $"hdl/boards/{board}/board.json asks for {MHz(clock)} as {key}, and hdl/boards/pll/{file.Family}_pll.v {Made(pll.Of(clock, reference))}"
                    + $"; {Instead(clocks, clock, baud)}.");
            }
        }

        CheckRates(board, file, clocks);
    }

    // The clocks are those that the PLL makes; null where that is not known.
    private static void CheckRates(string board, BoardFile file, IReadOnlyList<long>? clocks)
    {
        var wrong = BoardSoundness.Clocks(file).FirstOrDefault(each => !IsWhole(VerilogSize.ClockHz(each.MHz), each.Baud));
        if (wrong.Key is null)
        {
            return;
        }

        var (clock, baud) = (VerilogSize.ClockHz(wrong.MHz), wrong.Baud);
        var least = (long)baud * FewestClocks;
        long[] fitting = clocks is null
            ? [Math.Max(least, clock / baud * baud), Math.Max(least, (clock / baud * baud) + baud)]
            : [.. clocks.Where(each => IsWhole(each, baud))];
        string[] ways =
        [
            Nearest(fitting, clock) is { Length: > 0 } others ? $"{others} as {wrong.Key}" : "",
            Rates(clock, baud) is { Length: > 0 } rates ? $"{string.Join(" or ", rates)} as baud" : "",
        ];
        var give = string.Join(", or ", ways.Where(way => way.Length > 0));
        throw new InvalidSettingException(string.Create(
            CultureInfo.InvariantCulture,
            $"hdl/boards/{board}/board.json has {MHz(clock)} as {wrong.Key}, and a whole multiple of the line's rate, {baud} baud, is needed, "
                + $"{FewestClocks} of it or more; give {(give.Length > 0 ? give : "another clock and another rate")}."));
    }

    // The nearest rates below and above that divide a clock.
    private static long[] Rates(long clock, int baud)
    {
        var (slower, faster) = ((clock + baud - 1) / baud, clock / baud);
        while (slower <= MostClocks && (slower < FewestClocks || clock % slower != 0))
        {
            slower++;
        }

        while (faster >= FewestClocks && clock % faster != 0)
        {
            faster--;
        }

        return [.. new[] { slower <= MostClocks ? clock / slower : 0, faster >= FewestClocks ? clock / faster : 0 }.Where(rate => rate > 0).Distinct()];
    }

    /// <summary>
    /// The fastest clock up to a limit that the board's PLL makes and its line's rate divides, MHz; 0 where there is none. Of a PLL that is the board's own
    /// all multiples of the rate are taken as possible.
    /// </summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="file">What the board's file says.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="mostMHz">The limit, MHz.</param>
    internal static double FastestMHz(HdlSources sources, BoardFile file, string board, double mostMHz)
    {
        var verilog = InputFile.ReadText(Path.Combine(sources.Hdl, "boards", file.Files ?? board, $"{file.Top}.v"));
        var most = (long)Math.Floor(mostMHz * 1e6);
        return (FpgaFamily.Of(file).Pll is { } pll && ReferenceHz(verilog, file.Family, pll) is { } reference
            ? pll.Clocks(reference).LastOrDefault(clock => clock <= most && IsWhole(clock, file.Baud))
            : most / file.Baud >= FewestClocks ? most / file.Baud * file.Baud : 0) / 1e6;
    }

    /// <summary>The oscillator that the top module gives to its family's PLL, Hz; null where it has no such PLL, or gives it no number.</summary>
    internal static long? ReferenceHz(string verilog, string family, IPll pll)
    {
        var use = Regex.Match(Comment().Replace(verilog, " "), $@"\b{Regex.Escape(family)}_pll\b\s*(#\s*(?<named>\(\s*\.)?)?(?<rest>[^;]*)");
        var given = ReferenceGiven().Match(use.Groups["rest"].Value);
        return !use.Success || (use.Groups[1].Success && !use.Groups["named"].Success) ? null // no such PLL, or parameters without names
            : !use.Value.Contains("REFERENCE_HZ", StringComparison.Ordinal) ? pll.UsualReferenceHz
            : long.TryParse(given.Groups[1].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var hz) && hz > 0 ? hz
            : null;
    }

    private static bool IsWhole(long clock, int baud) => clock % baud == 0 && clock / baud >= FewestClocks;

    private static string Made(PllSettings made) => made.Outside ?? $"makes {MHz(made.ClockHz)} MHz of it";

    // The nearest clocks below and above: of all that the PLL makes, and of those that are whole multiples of the line's rate.
    private static string Instead(IReadOnlyList<long> clocks, long wanted, int baud)
    {
        var (near, fitting) = (Nearest(clocks, wanted), Nearest([.. clocks.Where(clock => IsWhole(clock, baud))], wanted));
        var rate = baud.ToString(CultureInfo.InvariantCulture);
        return near == fitting ? $"give {near}, which it makes"
            : fitting.Length > 0 ? $"it makes {near}, and of what it makes {rate} baud divides {fitting}: give that"
            : clocks.MinBy(clock => Math.Abs(clock - wanted)) is var nearest && Rates(nearest, baud) is { Length: > 0 } rates
                ? $"it makes {near}, none of which {rate} baud divides: give {MHz(nearest)} and {string.Join(" or ", rates)} baud"
            : $"it makes {near}, none of which {rate} baud divides: change both";
    }

    private static string Nearest(IReadOnlyList<long> clocks, long wanted) => string.Join(
        " or ",
        new[] { clocks.LastOrDefault(clock => clock < wanted), clocks.FirstOrDefault(clock => clock > wanted) }.Where(clock => clock > 0)
            .Select(clock => MHz(clock)));

    private static string MHz(double hz) => (hz / 1e6).ToString("0.######", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"REFERENCE_HZ\s*\(\s*([0-9_]+)\s*\)")]
    private static partial Regex ReferenceGiven();
}
