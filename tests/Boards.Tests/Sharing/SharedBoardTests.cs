using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Conformance;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Sharing;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sharing;

/// <summary>A server with a reference device behind it, and clients on sockets.</summary>
public sealed class SharedBoardTests : IDisposable
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(100, 3200, 4));

    // A busy machine may keep the board's program waiting for seconds.
    private static readonly ShareSettings Usual = new() { Idle = TimeSpan.FromMilliseconds(300), BoardSilence = TimeSpan.FromSeconds(60) };
    private static readonly ushort[] Codes = Settings.Codes.AllCodes();
    private static readonly Lazy<TraceWords> Expected = new(() =>
    {
        using var cpu = new CpuArray(Settings);
        return cpu.Run(new(Codes, Features.Trace)).Trace!.Words!;
    });

    // More than any machine takes to start a server or a board again.
    private const double Grace = 120;

    private readonly ReferenceDevice? _device = ReferenceDevice.OnTcp(Settings.Constants);
    private readonly ConcurrentQueue<TurnRecord> _turns = [];
    private readonly ConcurrentQueue<string> _notes = [];

    public void Dispose() => _device?.Dispose();

    [DeviceFact]
    public void Three_clients_at_once_get_the_bits_that_each_gets_alone_and_each_has_several_turns()
    {
        using var server = Share(Usual with { Turn = TimeSpan.FromMilliseconds(50) });
        var through = 0;
        var clients = Enumerable.Range(0, 3).Select(number => Task.Factory.StartNew(
            () =>
            {
                using var array = Open(server, $"client {number}");
                var results = new List<TraceWords>();

                // Each goes on until it was asked to yield; the last one may come when nobody is left to ask for the board.
                while (results.Count < 2 || (Volatile.Read(ref through) < 2 && !_turns.Any(turn => turn.Client == $"client {number}")))
                {
                    results.Add(array.Run(new(Codes, Features.Trace)).Trace!.Words!);
                }

                results.Add(array.Run(new(Codes, Features.Trace)).Trace!.Words!); // in another turn
                Interlocked.Increment(ref through);

                return results;
            },
            TaskCreationOptions.LongRunning)).ToArray();
        Assert.All(clients, client => Assert.All(Result(client), words => Assert.Equal(Expected.Value, words)));
        Generous.Until(() => server.Status.Holder is null, "the last client's end");
        var names = _turns.Select(turn => turn.Client).ToArray();
        Assert.Equal(["client 0", "client 1", "client 2"], names.Distinct().Order(StringComparer.Ordinal));
        Assert.True(names.Length > 3, string.Join(", ", names));
        Assert.All(_turns, turn => Assert.Equal("127.0.0.1", turn.Address));
        Assert.Contains(_notes, note => note.StartsWith("Waiting for the board on", StringComparison.Ordinal) && note.Contains("now used by client"));
    }

    [DeviceFact]
    public void Whoever_waits_gets_the_board_in_the_order_of_coming()
    {
        using var server = Share(Usual with { Idle = null });
        using var holder = Open(server, "holder");
        var clients = new List<Task>();
        for (var number = 0; number < 5; number++)
        {
            var name = $"{number}";
            clients.Add(Task.Factory.StartNew(() => Open(server, name).Dispose(), TaskCreationOptions.LongRunning));
            Generous.Until(() => server.Status.Waiting.Any(client => client.Client == name), "the client in the queue");
        }

        holder.Dispose();
        Assert.True(Task.WaitAll([.. clients], Generous.Patience));
        Generous.Until(() => _turns.Any(turn => turn.Client == "4"), "the last turn's end");

        // On a busy machine a client may begin its session anew, which is a turn too.
        Assert.Equal(["holder", "0", "1", "2", "3", "4"], _turns.Select(turn => turn.Client).Distinct());
    }

    [DeviceFact]
    public void A_client_that_falls_silent_in_a_job_loses_the_board()
    {
        using var server = Share(Usual with { Silence = TimeSpan.FromSeconds(4), Idle = null });
        using var silent = Raw(server);
        Join(silent, "silent");
        Generous.Until(() => server.Status.Holder is not null, "the turn");
        CheckBits(server); // whose client waits until the other one is cut
        Assert.Equal("silent", _turns.First().Client);
    }

    [DeviceFact]
    public void A_client_that_gives_up_waiting_leaves_the_queue_at_once()
    {
        using var server = Share(Usual with { Idle = null });
        using var holder = Open(server, "holder");
        using var interruption = new CancellationTokenSource();
        var waiting = Task.Factory.StartNew(() => Open(server, "gives up", cancellation: interruption.Token), TaskCreationOptions.LongRunning);
        Generous.Until(() => server.Status.Waiting.Count == 1, "the client in the queue");
        interruption.Cancel();
        Assert.IsType<OperationCanceledException>(Assert.Throws<AggregateException>(() => waiting.Wait(Generous.Patience)).InnerException);
        Generous.Until(() => server.Status.Waiting.Count == 0, "an empty queue");
    }

    [DeviceFact]
    public void Garbage_of_one_client_does_not_hurt_the_next()
    {
        using var server = Share(Usual);
        for (var seed = 0; seed < 5; seed++)
        {
            using var hostile = Raw(server);
            var random = new Random(seed);
            hostile.Write(new Frame(Protocol.HelloKind, 1, [1, 2, 3, 4]).ToWire());
            for (var part = 0; part < 50; part++)
            {
                var bytes = new byte[random.Next(1, 3000)];
                random.NextBytes(bytes);
                Try(() => hostile.Write(bytes));
            }
        }

        CheckBits(server);
    }

    [DeviceFact]
    public void Fifty_connections_that_come_and_go_or_say_nothing_do_not_disturb_whoever_works()
    {
        using var server = Share(Usual);
        var ended = false;
        var coming = Task.Factory.StartNew(
            () =>
            {
                var mute = Enumerable.Range(0, 50).Select(_ => Raw(server)).ToArray();
                for (var round = 0; !ended && round < 300; round++)
                {
                    using var guest = Raw(server);
                    if (round % 2 == 0)
                    {
                        Try(() => guest.Write([(byte)(round % 256)]));
                    }
                }

                Array.ForEach(mute, one => one.Dispose());
            },
            TaskCreationOptions.LongRunning);
        CheckBits(server);
        ended = true;
        Assert.True(coming.Wait(Generous.Patience));
    }

    [DeviceFact]
    public void A_server_closes_quietly_while_clients_come()
    {
        for (var round = 0; round < 15; round++)
        {
            var server = Share(Usual);
            var port = server.Place.Port;
            using var stop = new CancellationTokenSource();
            var coming = Task.Factory.StartNew(() => ComeAndGo(port, stop.Token), TaskCreationOptions.LongRunning);
            Thread.Sleep(2);
            server.Dispose();
            stop.Cancel();
            Assert.True(coming.Wait(Generous.Patience));
        }
    }

    [DeviceFact]
    public void A_board_that_goes_away_under_the_server_and_comes_back_gives_the_same_bits()
    {
        using var server = Share(Usual);
        using var array = Open(server, "client");
        var running = Task.Factory.StartNew(
            () => Enumerable.Range(0, 6).Select(_ => array.Run(new(Codes, Features.Trace)).Trace!.Words!).ToArray(), TaskCreationOptions.LongRunning);
        Generous.Until(() => server.Status.Holder is { Jobs: > 0 }, "a job");
        _device!.Kill();
        Generous.Until(() => server.Status.IsAway, "the loss");
        using var again = ReferenceDevice.OnTcp(Settings.Constants, Port(_device));
        Assert.All(Result(running), words => Assert.Equal(Expected.Value, words));
        Assert.Contains(_turns, turn => turn.Reason == "the board is away");
    }

    [DeviceFact]
    public void A_server_that_is_started_again_finds_its_clients_waiting()
    {
        var server = Share(Usual with { Idle = null });
        var holder = Open(server, "holder");
        var waiting = Task.Factory.StartNew(() => CheckBits(server), TaskCreationOptions.LongRunning);
        Generous.Until(() => server.Status.Waiting.Count == 1, "the client in the queue");
        var place = server.Place;
        server.Dispose();
        using var again = new ShareServer(_device!.Address, place, Usual, _turns.Enqueue);
        Assert.True(waiting.Wait(Generous.Patience));
        holder.Dispose();
    }

    [DeviceFact]
    public void A_server_that_goes_before_it_tells_a_place_is_asked_again()
    {
        using var server = Share(Usual);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var brief = Task.Factory.StartNew(() => TakeOneAndGo(listener), TaskCreationOptions.LongRunning);
        var opened = 0;
        var address = new BoardAddress.Made(
            "made:brief", Guid.NewGuid().ToString(),
            () => Interlocked.Increment(ref opened) == 1 ? new TcpLink("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port) : Raw(server));
        using var array = new BoardArray(
            address, Settings, new LinkOptions { Credentials = new ShareCredentials("client"), ReconnectSeconds = Grace, Notes = _notes.Enqueue });
        Assert.Equal(Expected.Value, array.Run(new(Codes, Features.Trace)).Trace!.Words!);
        Assert.True(brief.Wait(Generous.Patience));
        Assert.Equal(2, opened);
    }

    [DeviceFact]
    public void With_a_token_only_whoever_knows_it_gets_the_board()
    {
        const string Token = "a token of the laboratory";
        using var server = Share(Usual with { Token = new ShareCredentials("", Token) });
        var missing = Assert.Throws<InvalidSettingException>(() => Open(server, "has none"));
        Assert.Equal(RemedyAction.GiveToken, Assert.Single(missing.Remedies).Name);
        Assert.Contains("the token is wrong", Assert.Throws<InvalidSettingException>(() => Open(server, "guesses", "a token that is another")).Message);
        CheckBits(server, Token);
        Assert.Equal("the board's user", ShareQuery.Ask(Tcp(server), new ShareCredentials("asks", Token), Generous.Patience, default).Holder?.Client
            ?? "the board's user");
        Assert.Throws<InvalidSettingException>(() => ShareQuery.Ask(Tcp(server), new ShareCredentials("asks"), Generous.Patience, default));
    }

    [DeviceFact]
    public void Beyond_this_machine_nothing_is_shared_without_a_token()
    {
        var refused = Assert.Throws<InvalidSettingException>(
            () => new ShareServer(_device!.Address, new IPEndPoint(IPAddress.Any, 0), Usual, _turns.Enqueue));
        Assert.Equal(RemedyAction.MakeToken, Assert.Single(refused.Remedies).Name);
    }

    [DeviceFact]
    public void What_shares_no_board_has_no_queue() => Assert.Throws<DeviceMissingException>(
        () => ShareQuery.Ask(_device!.Address, new ShareCredentials("asks"), TimeSpan.FromSeconds(1), default));

    [DeviceFact]
    public void A_shared_board_keeps_to_every_rule_of_the_protocol()
    {
        using var server = Share(Usual with { Idle = null });
        using var probe = new Probe(Tcp(server).Open(), Settings.Constants, null, new LinkOptions()) { Patience = Generous.Patience };
        var results = ConformanceSuite.Run(probe, default).ToArray();
        Assert.DoesNotContain(results, result => result.Verdict == Verdict.Fail);
        Assert.Contains(results, result => result.Verdict == Verdict.Pass);
    }

    private static int Port(ReferenceDevice device) => int.Parse(device.Place, System.Globalization.CultureInfo.InvariantCulture);

    private static BoardAddress.Tcp Tcp(ShareServer server) => new("127.0.0.1", server.Place.Port);

    private static TcpLink Raw(ShareServer server) => new("127.0.0.1", server.Place.Port);

    private static T Result<T>(Task<T> task) => task.Wait(Generous.Patience) ? task.Result : throw new TimeoutException("A client did not end.");

    // Each connection is closed without a word as soon as it is there.
    private static void ComeAndGo(int port, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                client.Connect(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                // The server is closed.
            }
        }
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (LinkGoneException)
        {
        }
    }

    // A server that says that it shares a board, is answered, and ends without a word.
    private static void TakeOneAndGo(TcpListener listener)
    {
        using var client = listener.AcceptSocket();
        client.Send(ShareFrames.Share(false, new byte[ShareFrames.NonceBytes]).ToWire());
        var reader = new FrameReader(Protocol.LongestBoardFrameBytes);
        var buffer = new byte[256];
        for (var hasJoined = false; !hasJoined;)
        {
            reader.Push(buffer.AsSpan(0, client.Receive(buffer)), frame => hasJoined |= frame.Kind == ShareFrames.JoinKind);
        }
    }

    private static void Join(TcpLink link, string name)
    {
        var reader = new FrameReader(Protocol.LongestBoardFrameBytes);
        var buffer = new byte[256];
        byte[]? nonce = null;
        while (nonce is null)
        {
            var count = link.Read(buffer, default);
            reader.Push(buffer.AsSpan(0, count), frame => nonce ??= ShareFrames.ReadShare(frame)?.Nonce);
        }

        link.Write(ShareFrames.Ask(ShareFrames.JoinKind, new ShareCredentials(name), nonce, new byte[ShareFrames.NonceBytes]).ToWire());
    }

    private ShareServer Share(ShareSettings settings) => new(_device!.Address, new IPEndPoint(IPAddress.Loopback, 0), settings, _turns.Enqueue);

    // Of a process of its own, as it were: boards of one address are one board in a process.
    private BoardArray Open(ShareServer server, string name, string? token = null, CancellationToken cancellation = default)
    {
        var address = Tcp(server);
        return new BoardArray(
            new BoardAddress.Made(address.ToString(), Guid.NewGuid().ToString(), address.Open), Settings,
            new LinkOptions
            {
                Credentials = new ShareCredentials(name, token),
                ReconnectSeconds = Grace,
                Cancellation = cancellation,
                Notes = _notes.Enqueue,
            });
    }

    private void CheckBits(ShareServer server, string? token = null)
    {
        using var array = Open(server, "the board's user", token);
        Assert.Equal(Expected.Value, array.Run(new(Codes, Features.Trace)).Trace!.Words!);
    }
}
