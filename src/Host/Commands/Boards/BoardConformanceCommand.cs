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
/// <param name="Untimed">True to leave out the rules about time.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardConformanceSettings(BoardChoice Board, bool Untimed, JsonFile? Json);

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
    // What an emulator may take for an answer while the machine does other work.
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(30);

    private readonly BoardOptions _board = new();
    private readonly Option<bool> _untimed = new("--untimed")
    {
        Description = "leave out the rules about time, and wait long for answers: for an emulator on a busy machine",
    };

    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardConformanceCommand() : base(
        "conformance", "test every rule of the protocol on a board",
        "fhnhw board conformance sim", "fhnhw board conformance serial:/dev/ttyACM0@115200")
    {
        Add(_board.Device);
        Add(_board);
        Add(_untimed);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardConformanceSettings Read(ParseResult arguments) => new(
        _board.Read(arguments), arguments.GetValue(_untimed), _json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(BoardConformanceSettings settings, Session session)
    {
        var address = BoardName.Address(settings.Board.Name, settings.Board.Array, session.Link);
        var results = new List<RuleResult>();
        var (board, compared) = Try(address, settings, results, session);
        var (passed, failed, skipped) = (Count(Verdict.Pass), Count(Verdict.Fail), Count(Verdict.Skip));
        session.Screen.Text.WriteLine();
        session.Screen.Text.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        settings.Json?.Write(
            new BoardConformanceResult(failed == 0 && compared, passed, failed, skipped, board, results, session.Provenance([])), session.Screen);
        return failed == 0 && compared ? ExitCode.Done : ExitCode.CheckFailed;

        int Count(Verdict verdict) => results.Count(result => result.Verdict == verdict);
    }

    // What the board is, and false where it promises values and none was compared.
    private static (Greeting Board, bool Compared) Try(
        BoardAddress address, BoardConformanceSettings settings, List<RuleResult> results, Session session)
    {
        var constants = settings.Board.Array.Constants;
        using var probe = settings.Untimed
            ? new Probe(address.Open(), constants, address.BytesPerSecond, session.Link) { Patience = LongPatience }
            : new Probe(address.Open(), constants, address.BytesPerSecond, session.Link);
        try
        {
            foreach (var result in ConformanceSuite.Run(probe, session.Cancellation, settings.Untimed))
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

        if (!probe.Board.IsNormative || probe.Board.Constants == constants.Hash)
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
