using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Arrays;

/// <summary>Checks the greeting against the settings, before anything runs.</summary>
public static class BoardFit
{
    /// <summary>Refuses a board that would compute something else, or whose greeting contradicts itself.</summary>
    /// <param name="title">The board, to begin a sentence with.</param>
    /// <param name="greeting">What it says.</param>
    /// <param name="settings">What is asked of it.</param>
    /// <exception cref="InvalidSettingException">Its word length, dt or extra bits are others; the sentence says which options fit.</exception>
    /// <exception cref="DeviceMissingException">Its constants are others at the same word lengths, or its greeting breaks the protocol.</exception>
    public static void Check(string title, Greeting greeting, ArraySettings settings)
    {
        CheckProtocol(title, greeting);
        var format = settings.Format;
        if ((greeting.WordBits, greeting.DtExponent, greeting.ExtraBits) != (format.WordBits, format.DtExponent, format.CurrentExtraBits))
        {
            throw new InvalidSettingException(
                $"{title} computes in {FormatOf(greeting)} and {format} is asked for.")
            {
                Remedies =
                [
                    Remedy.Exactly(nameof(CellFormat.WordBits)).With(greeting.WordBits),
                    Remedy.Exactly(nameof(CellFormat.DtExponent)).With(greeting.DtExponent),
                    Remedy.Exactly(nameof(CellFormat.CurrentExtraBits)).With(greeting.ExtraBits),
                    Remedy.Do(RemedyAction.RebuildBoard).With(format),
                ],
            };
        }

        if (greeting.IsNormative && greeting.Constants != settings.Constants.Hash)
        {
            throw new DeviceMissingException(
                $"{title} was built for constants {greeting.Constants} and the settings give {settings.Constants.Hash} "
                + "(its eps, x0, y0 or arithmetic is another), so its bitstream is not the one for this run; give its settings.")
            {
                Remedies = [Remedy.Do(RemedyAction.RebuildBoard)],
            };
        }
    }

    /// <summary>Refuses a board of another protocol, or one whose greeting breaks the protocol's rules.</summary>
    /// <exception cref="DeviceMissingException">It is such a board.</exception>
    public static void CheckProtocol(string title, Greeting greeting)
    {
        if (greeting.Version != Protocol.Version)
        {
            throw new DeviceMissingException(
                $"{title} speaks version {greeting.Version} of the link's protocol "
                + $"and this program version {Protocol.Version}; take the program that it came with.")
            {
                Remedies = [Remedy.Do(RemedyAction.RebuildBoard)],
            };
        }

        if (Contradiction(greeting) is { } wrong)
        {
            throw new DeviceMissingException(
                $"{title} contradicts itself in its greeting ({wrong}); mend the board by docs/protocol.md, section 5.");
        }
    }

    /// <summary>What in a greeting breaks the rules of docs/protocol.md; null where nothing does.</summary>
    internal static string? Contradiction(Greeting greeting)
    {
        var (word, k, e) = (greeting.WordBits, greeting.DtExponent, greeting.ExtraBits);
        return (word, k, e) switch
        {
            ( < CellFormat.MinWordBits or > CellFormat.MaxWordBits, _, _) => $"wordBits {word}",
            (_, < CellFormat.MinDtExponent or > CellFormat.MaxDtExponent, _) => $"dtExponent {k}",
            (_, _, > CellFormat.MaxCurrentExtraBits) => $"extraBits {e}",
            _ when greeting.XBytes != (word <= 8 ? 1 : 2) => $"xBytes {greeting.XBytes} for {word} bits",
            _ when greeting.SBytes != (word + e + 7) / 8 => $"sBytes {greeting.SBytes} for {word} + {e} bits",
            _ when greeting.YBytes is < 1 or > 8 => $"yBytes {greeting.YBytes}",
            _ when greeting.Cells == 0 => "no cells",
            _ when !greeting.Has(Protocol.EndsFeature) && !greeting.Has(Protocol.TraceFeature) => "neither ends nor trace",
            _ when greeting.Queue < JobRequest.FrameBytes(1, greeting) => $"a queue of {greeting.Queue} bytes holds no job",
            _ when greeting.Has(Protocol.PerCellFeature) && greeting.Queue < JobRequest.FrameBytes(1, greeting, Protocol.PerCellFeature) =>
                $"a queue of {greeting.Queue} bytes holds no job with per-cell parameters",
            _ when greeting.Has(Protocol.RegistersFeature) && !greeting.Has(Protocol.PerCellFeature) => "registers without per-cell",
            _ when greeting.Heartbeat is < Protocol.LeastHeartbeatMilliseconds or > Protocol.MostHeartbeatMilliseconds =>
                $"a heartbeat every {greeting.Heartbeat} ms",
            _ when !greeting.IsNormative && greeting.Deterministic => "deterministic without constants",
            _ => null,
        };
    }

    private static string FormatOf(Greeting greeting) =>
        $"Q1.{greeting.WordBits - 2} dt=2^-{greeting.DtExponent} e={greeting.ExtraBits}";
}
