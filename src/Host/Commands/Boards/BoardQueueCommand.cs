using System.CommandLine;
using System.Globalization;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sharing;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;
using Spectre.Console;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board queue</c> was told.</summary>
/// <param name="Server">Where the board is shared.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record BoardQueueSettings(BoardAddress Server, JsonFile? Json);

/// <summary>Who has a shared board, as <c>board queue --json</c> writes it.</summary>
/// <param name="Status">Who has it and who waits.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record BoardQueueResult(ShareStatus Status, Provenance Provenance);

/// <summary><c>board queue</c>: who has a shared board, and who waits.</summary>
internal sealed class BoardQueueCommand : ProgramCommand<BoardQueueSettings>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Argument<string> _server = new("DEVICE") { Description = "where 'fhnhw board share' listens: tcp:HOST:PORT" };
    private readonly TokenOption _token = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public BoardQueueCommand() : base("queue", "tell who has a shared board, and who waits", "fhnhw board queue tcp:lab7:5331")
    {
        Add(_server);
        Add(_token);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override BoardQueueSettings Read(ParseResult arguments)
    {
        _token.Read(arguments);
        var text = arguments.GetValue(_server)!;
        var server = BoardAddress.TryParse(text) as BoardAddress.Tcp
            ?? throw new InvalidSettingException($"'{text}' is no server of a shared board; give tcp:HOST:PORT.");
        return new BoardQueueSettings(server, _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(BoardQueueSettings settings, Session session)
    {
        var status = ShareQuery.Ask(settings.Server, session.Link.Credentials, Patience, session.Cancellation);
        var text = session.Screen.Text;
        text.WriteLine($"The board {(status.Board is { } name ? $"'{name}' " : "")}on {settings.Server} {State(status)}.");
        if (status.Holder is not null || status.Waiting.Count > 0)
        {
            var table = new Table().AddColumns("place", "client, as it says", "address", "since", "jobs");
            foreach (var (client, place) in ((ShareClient?[])[status.Holder, .. status.Waiting]).Select((client, place) => (client, place)))
            {
                if (client is not null)
                {
                    table.AddRow(
                        place == 0 ? "has it" : Whole(place), Markup.Escape(client.Client), Markup.Escape(client.Address),
                        client.Since.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), place == 0 ? Whole(client.Jobs) : "");
                }
            }

            session.Screen.Write(table);
        }

        settings.Json?.Write(new BoardQueueResult(status, session.Provenance([])), session.Screen);
        return ExitCode.Done;
    }

    private static string State(ShareStatus status) => status.IsAway ? "is away: its server has no line to it"
        : status.Holder is null ? "is free"
        : $"is in use, and {status.Waiting.Count} wait";

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
