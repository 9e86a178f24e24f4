using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace FhnHw.Boards.Sharing;

/// <summary>A client's TCP connection: what is sent waits in a row, so that a client which takes nothing holds up nobody.</summary>
internal sealed class ShareConnection : IShareConnection, IDisposable
{
    private const int KeepAliveSeconds = 5, KeepAliveInterval = 2, KeepAliveTries = 3;
    private const int TcpLevel = 6, UserTimeout = 18, UserTimeoutMilliseconds = 10_000; // of Linux: unacknowledged bytes end the connection
    private static readonly TimeSpan CloseIn = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly Channel<byte[]> _waiting = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private int _backlog;

    /// <summary>Takes over a connection.</summary>
    public ShareConnection(Socket socket)
    {
        _socket = socket;
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveTries);
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(TcpLevel, UserTimeout, BitConverter.GetBytes(UserTimeoutMilliseconds));
        }

        Address = (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "unknown";
    }

    /// <inheritdoc/>
    public string Address { get; }

    /// <inheritdoc/>
    public int Backlog => Volatile.Read(ref _backlog);

    /// <inheritdoc/>
    public void Send(byte[] bytes)
    {
        Interlocked.Add(ref _backlog, bytes.Length);
        _waiting.Writer.TryWrite(bytes);
    }

    /// <inheritdoc/>
    public void Close()
    {
        _waiting.Writer.TryComplete();
        _ending.CancelAfter(CloseIn);
    }

    /// <summary>Reads until the client goes or the connection is closed.</summary>
    /// <param name="received">Gets the bytes.</param>
    /// <param name="mayRead">Asked before each reading; waits while the board's line is behind.</param>
    public async Task RunAsync(Action<ReadOnlyMemory<byte>> received, Func<CancellationToken, Task> mayRead)
    {
        var writing = WriteAsync();
        var buffer = new byte[1 << 14];
        try
        {
            while (await _socket.ReceiveAsync(buffer, _ending.Token).ConfigureAwait(false) is var count and > 0)
            {
                received(buffer.AsMemory(0, count));
                await mayRead(_ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }

        Close();
        await writing.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _ending.Dispose();
    }

    // Once all is sent after Close, the socket says so, and the client's end closes too.
    private async Task WriteAsync()
    {
        try
        {
            await foreach (var bytes in _waiting.Reader.ReadAllAsync(_ending.Token).ConfigureAwait(false))
            {
                for (var sent = 0; sent < bytes.Length;)
                {
                    sent += await _socket.SendAsync(bytes.AsMemory(sent), _ending.Token).ConfigureAwait(false);
                }

                Interlocked.Add(ref _backlog, -bytes.Length);
            }

            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }
}
