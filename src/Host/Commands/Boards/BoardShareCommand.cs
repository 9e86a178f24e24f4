using System.CommandLine;
using System.Globalization;
using System.Net;
using FhnHw.Boards.Sharing;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Commands.Boards;

/// <summary>What <c>board share</c> was told.</summary>
/// <param name="Board">The board.</param>
/// <param name="Place">Where to listen.</param>
/// <param name="Share">The rules.</param>
/// <param name="Log">The file of turns that are over.</param>
internal sealed record BoardShareSettings(BoardChoice Board, IPEndPoint Place, ShareSettings Share, string Log);

/// <summary><c>board share</c>: lets several people use one board, one after the other.</summary>
internal sealed class BoardShareCommand : ProgramCommand<BoardShareSettings>
{
    private const int Port = 5331;

    private readonly BoardOptions _board = new();
    private readonly Option<string?> _listen = Make.Text(
        "--listen", "[ADDRESS:]PORT", $"where clients come: a port of 127.0.0.1 ({Port}), or of another address, which needs a token; 0 for any port");

    private readonly Option<double> _turn = Make.Real(
        "--turn", "MINUTES", "how long a turn lasts where others wait; 0 for as long as there is work", 0);

    private readonly Option<double> _idle = Make.Real(
        "--idle", "SECONDS", "after how long without work the board goes to those who wait; 0 for never", 30);

    private readonly Option<string?> _log = Make.Text("--log", "FILE", Make.Told("append who had the board, a line of JSON a turn", "board-share.jsonl"));

    /// <summary>Declares the options.</summary>
    public BoardShareCommand() : base(
        "share", "share a board over TCP with others, who wait in a queue, until Ctrl-C", "fhnhw board share serial:usb:FT4MG5XK --turn 10",
        "fhnhw board share serial:usb:FT4MG5XK --listen 0.0.0.0:5331 --token-file lab.token")
    {
        Add(_board.Device);
        foreach (Option option in (Option[])[_listen, _turn, _idle, _log])
        {
            Add(option);
        }

        Add(_board);
    }

    /// <inheritdoc/>
    protected override BoardShareSettings Read(ParseResult arguments)
    {
        var board = _board.Read(arguments);
        var (turn, idle) = (arguments.GetValue(_turn), arguments.GetValue(_idle));
        InvalidSettingException.ThrowIfOutside("length of a turn", turn, 0, 10_000, "min", "--turn");
        InvalidSettingException.ThrowIfOutside("time without work", idle, 0, 1_000_000, "s", "--idle");
        var credentials = Session.Of(arguments).Link.Credentials;
        var share = new ShareSettings
        {
            Token = credentials.HasToken ? credentials.Checked("the environment") : null,
            Turn = turn > 0 ? TimeSpan.FromMinutes(turn) : null,
            Idle = idle > 0 ? TimeSpan.FromSeconds(idle) : null,
        };
        return new BoardShareSettings(board, PlaceOf(arguments.GetValue(_listen)), share, arguments.GetValue(_log) ?? "board-share.jsonl");
    }

    /// <inheritdoc/>
    protected override int Execute(BoardShareSettings settings, Session session)
    {
        var text = session.Screen.Text;
        var log = new ShareLog(settings.Log);
        var address = BoardName.Address(settings.Board.Name, settings.Board.Array, session.Link);
        using var server = new ShareServer(address, settings.Place, settings.Share, Tell);
        var place = server.Place;
        text.WriteLine($"The board on {address} is shared: tcp:{place}");
        if (!IPAddress.IsLoopback(place.Address))
        {
            session.Screen.Error.WriteLine(
                "Warning: whoever reaches that port must know the token, but nothing on the line is encrypted; docs/sharing.md shows it behind SSH.");
        }

        var where = IPAddress.IsLoopback(place.Address)
            ? "on this machine (--listen ADDRESS:PORT with a token is for others)" : "on any machine that reaches it";
        text.WriteLine($"Use it, {where}:  fhnhw board selftest tcp:{place}    who has it:  fhnhw board queue tcp:{place}");
        text.WriteLine("Ctrl-C ends it.");
        text.Flush();
        session.Cancellation.WaitHandle.WaitOne();
        return ExitCode.Done;

        void Tell(TurnRecord turn)
        {
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{turn.To:yyyy-MM-dd HH:mm:ss}Z  {turn.Client} at {turn.Address}: "
                + $"{(turn.To - turn.From).TotalSeconds:0.0} s, {turn.Jobs} jobs; {turn.Reason}"));
            text.Flush();
            log.Append(turn, problem => session.Screen.Error.WriteLine($"fhnhw: {problem}"));
        }
    }

    private static IPEndPoint PlaceOf(string? text)
    {
        if (text is null)
        {
            return new IPEndPoint(IPAddress.Loopback, Port);
        }

        var colon = text.LastIndexOf(':');
        var address = IPAddress.Loopback;
        var isPort = ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        return isPort && (colon < 0 || IPAddress.TryParse(text.AsSpan(0, colon).Trim("[]"), out address!))
            ? new IPEndPoint(address, port)
            : throw new InvalidSettingException(
                $"'{text}' is no place to listen; give --listen a port from 0 to 65535, or an address of this machine, a colon and one, such as 0.0.0.0:5331.");
    }
}
