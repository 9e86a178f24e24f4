using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using FhnHw.Boards.Lines;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Sharing;

/// <summary>Shares a board over TCP: the sockets, the line and the clock around a <see cref="ShareDesk"/>.</summary>
public sealed class ShareServer : IDisposable
{
    private const int MostLineBacklog = 1 << 16;
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100), Pause = TimeSpan.FromMilliseconds(5), ClosePatience = TimeSpan.FromSeconds(2);

    private readonly SharedLine _line;
    private readonly ShareDesk _desk;
    private readonly TcpListener _listener;
    private readonly Timer _timer;
    private readonly ConcurrentDictionary<ShareConnection, Task> _connections = new();
    private readonly Task _accepting;
    private volatile bool _isClosing;

    /// <summary>Opens the board and listens.</summary>
    /// <param name="board">Where the board is.</param>
    /// <param name="place">Where to listen; port 0 for any that is free.</param>
    /// <param name="settings">The rules.</param>
    /// <param name="log">Gets each turn that is over.</param>
    /// <exception cref="DeviceMissingException">There is no board.</exception>
    /// <exception cref="InvalidSettingException">
    /// The address is not this machine's, or its port is taken; or others can reach it and no token is set.
    /// </exception>
    public ShareServer(BoardAddress board, IPEndPoint place, ShareSettings settings, Action<TurnRecord> log)
    {
        if (!IPAddress.IsLoopback(place.Address) && settings.Token is null)
        {
            throw new InvalidSettingException($"Others can reach {place.Address}, so clients must know a token.")
            {
                Remedies = [Remedy.Do(RemedyAction.MakeToken)],
            };
        }

        _listener = Listen(place);
        try
        {
            _line = new SharedLine(board);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        _desk = new ShareDesk(settings, _line, TimeProvider.System, log);
        _line.Start(_desk);
        _timer = new Timer(_ => _desk.Tick(), null, TickEvery, TickEvery);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Place => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Who has the board and who waits.</summary>
    public ShareStatus Status => _desk.Status();

    /// <summary>Sends every client away and closes the board.</summary>
    public void Dispose()
    {
        _isClosing = true;
        _desk.Close();
        _listener.Stop();
        _accepting.Wait(ClosePatience); // no connection comes after it
        Task.WaitAll([.. _connections.Values], ClosePatience);
        _timer.Dispose();
        _line.Dispose();
        _listener.Dispose();
    }

    private static TcpListener Listen(IPEndPoint place)
    {
        var listener = new TcpListener(place);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new InvalidSettingException(
                $"Nothing can listen at {place} ({error.Message.TrimEnd('.')}); choose another port, or an address of this machine.", error);
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var connection = new ShareConnection(await _listener.AcceptSocketAsync().ConfigureAwait(false));
                _connections[connection] = Task.CompletedTask;
                _connections[connection] = ServeAsync(connection);
            }
            catch (Exception error) when (_isClosing && error is SocketException or InvalidOperationException)
            {
                return; // the listener was stopped while it waited, or just before it was asked again
            }
            catch (SocketException)
            {
                await Task.Delay(TickEvery).ConfigureAwait(false); // the client is gone again, or there are no descriptors left
            }
        }
    }

    private async Task ServeAsync(ShareConnection connection)
    {
        await Task.Yield();
        var member = _desk.Arrive(connection);
        await connection.RunAsync(bytes => _desk.Received(member, bytes.Span), LineIsFreeAsync).ConfigureAwait(false);
        _desk.Left(member);
        connection.Dispose();
        _connections.TryRemove(connection, out _);
    }

    private async Task LineIsFreeAsync(CancellationToken cancellation)
    {
        while (_line.Backlog > MostLineBacklog)
        {
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
