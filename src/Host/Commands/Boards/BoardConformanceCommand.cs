using System.CommandLine;
using FhnHw.Boards.Conformance;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board conformance</c> was told.</summary>
/// <param name="Board">The board.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardConformanceSettings(BoardChoice Board, JsonFile? Json);

/// <summary>Whether a board conforms to the protocol, as <c>--json</c> writes it.</summary>
/// <param name="Conforms">True where no rule is broken and values were compared, as far as the board promises any.</param>
/// <param name="Passed">Rules kept.</param>
/// <param name="Failed">Rules broken.</param>
/// <param name="Skipped">Rules that do not concern the board or could not be tried.</param>
/// <param name="Board">What the board says it is.</param>
/// <param name="Rules">Every rule.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardConformanceResult(
    bool Conforms, int Passed, int Failed, int Skipped, Greeting Board, IReadOnlyList<RuleResult> Rules, Provenance Provenance);

/// <summary><c>board conformance</c>: tests every rule of docs/protocol.md on a board.</summary>
internal sealed class BoardConformanceCommand : ProgramCommand<BoardConformanceSettings>
{
    private readonly BoardOptions _board = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardConformanceCommand() : base(
        "conformance", "test every rule of the protocol on a board",
        "fhnhw board conformance sim", "fhnhw board conformance serial:/dev/ttyACM0@115200")
    {
        Add(_board.Device);
        Add(_board);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardConformanceSettings Read(ParseResult arguments) => new(_board.Read(arguments), _json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(BoardConformanceSettings settings, Session session)
    {
        var address = BoardName.Address(settings.Board.Name, settings.Board.Array, session.Link);
        var results = new List<RuleResult>();
        var (board, compared) = Try(address, settings.Board, results, session);
        var (passed, failed, skipped) = (Count(Verdict.Pass), Count(Verdict.Fail), Count(Verdict.Skip));
        session.Screen.Text.WriteLine();
        session.Screen.Text.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        settings.Json?.Write(
            new BoardConformanceResult(failed == 0 && compared, passed, failed, skipped, board, results, session.Provenance([])), session.Screen);
        return failed == 0 && compared ? ExitCode.Done : ExitCode.CheckFailed;

        int Count(Verdict verdict) => results.Count(result => result.Verdict == verdict);
    }

    // What the board is, and false where it promises values and none was compared.
    private static (Greeting Board, bool Compared) Try(BoardAddress address, BoardChoice choice, List<RuleResult> results, Session session)
    {
        using var probe = new Probe(address.Open(), choice.Array.Constants, address.BytesPerSecond, session.Link);
        try
        {
            foreach (var result in ConformanceSuite.Run(probe, session.Cancellation))
            {
                results.Add(result);
                var verdict = result.Verdict.ToString().ToUpperInvariant();
                session.Screen.Text.WriteLine($"{verdict}  {result.Section}  {result.Rule}{(result.Seen is null ? "" : $": {result.Seen}")}");
                session.Screen.Text.Flush();
            }
        }
        catch (LinkGoneException gone)
        {
            throw new DeviceLostException($"The board on {address} is lost ({gone.Message}); {address.Mend}.", gone);
        }

        if (!probe.IsGreeted)
        {
            session.Screen.Text.WriteLine();
            session.Screen.Text.WriteLine("The board never greeted, so no other rule was tried.");
            return (probe.Board, false);
        }

        if (!probe.Board.IsNormative || probe.Board.Constants == choice.Array.Constants.Hash)
        {
            return (probe.Board, true);
        }

        session.Screen.Text.WriteLine();
        session.Screen.Text.WriteLine(
            "No value was compared, so this is no pass. Where the board has another format or another eps than is asked for, give its --bits, "
                + "--extra-bits, --dt-exponent and --eps; where it has not, mend its hash.");
        return (probe.Board, false);
    }
}
