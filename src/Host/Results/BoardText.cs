using System.Globalization;
using FhnHw.Boards.Fpga;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>What <c>board build</c> tells people.</summary>
internal static class BoardText
{
    // Kinds of elements in the words of people, as nextpnr and yosys name them.
    private static readonly (string Words, string[] Kinds)[] Told =
    [
        ("LCs", ["ICESTORM_LC", "TRELLIS_COMB", "TRELLIS_SLICE", "SB_LUT4", "LUT4"]),
        ("registers", ["TRELLIS_FF"]),
        ("multipliers", ["ICESTORM_DSP", "MULT18X18D", "MULT18X18", "SB_MAC16"]),
        ("block RAMs", ["ICESTORM_RAM", "DP16KD", "BSRAM", "SB_RAM40_4K"]),
        ("large RAMs", ["ICESTORM_SPRAM", "SB_SPRAM256KA"]),
    ];

    /// <summary>One line a step, when it has ended.</summary>
    /// <param name="step">The step.</param>
    /// <param name="text">Where it is written.</param>
    /// <param name="work">What it belongs to, where several go on at once; else empty.</param>
    public static void WriteStep(FlowStep step, TextWriter text, string work = "")
    {
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work}{step.Name,-16}{step.Seconds,6:0.0} s  {step.Note}"));
        text.Flush();
    }

    /// <summary>The table of figures, and whether the clock is met.</summary>
    public static void WriteFigures(BoardManifest manifest, Screen screen)
    {
        var table = new Table().AddColumns("element", "used", "of", "share");
        foreach (var (words, element) in Lines(manifest))
        {
            table.AddRow(words, Number(element.Used), element.Available > 0 ? Number(element.Available) : "",
                element.Available > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * element.Used / element.Available:0} %") : "");
        }

        screen.Write(table);
        screen.Text.WriteLine();
        screen.Text.WriteLine(Timing(manifest));
    }

    /// <summary>Whether the clock is met, as a sentence; of a design that was not routed, whether it fits.</summary>
    public static string Timing(BoardManifest manifest) => manifest switch
    {
        { MaxMHz: null, Fits: false } => $"IT DOES NOT FIT: {Over(manifest)}.",
        { MaxMHz: null, Fits: var fits } => string.Create(CultureInfo.InvariantCulture,
            $"{(fits is null ? "Whether it fits is not known: the router, which counts what the part has, is missing" : "It fits")}. "
            + $"Not routed, so the {manifest.TargetMHz:0.##} MHz are not checked and there is no bitstream."),
        { MeetsTiming: true } => string.Create(CultureInfo.InvariantCulture,
            $"Timing is met: {manifest.MaxMHz:0.0} MHz, {manifest.TargetMHz:0.##} MHz are needed. "
            + $"Flash it with 'fhnhw board flash {manifest.Board}'."),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"TIMING IS MISSED: {manifest.MaxMHz:0.0} MHz, {manifest.TargetMHz:0.##} MHz are needed. This build is not to be flashed."),
    };

    /// <summary>The use of a kind of element, in the words of people; null where the part has none of it.</summary>
    public static Utilisation? Kind(IReadOnlyList<Utilisation> elements, string words) =>
        elements.FirstOrDefault(element => Told.Single(told => told.Words == words).Kinds.Contains(element.Kind));

    // What there is too much of; of kinds that people have no word for, by their own name.
    private static string Over(BoardManifest manifest) => string.Join(" and ",
        from element in manifest.Elements
        where element.Used > element.Available
        let words = Told.FirstOrDefault(told => told.Kinds.Contains(element.Kind)).Words ?? element.Kind
        select string.Create(CultureInfo.InvariantCulture, $"it takes {element.Used} {words} and the part has {element.Available}"));

    private static IEnumerable<(string Words, Utilisation Element)> Lines(BoardManifest manifest) =>
        from told in Told
        let element = manifest.Elements.FirstOrDefault(element => told.Kinds.Contains(element.Kind))
        where element is not null
        select (told.Words, element);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
