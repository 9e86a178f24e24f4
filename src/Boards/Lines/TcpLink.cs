using System.Net.Sockets;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Lines;

/// <summary>A TCP connection that carries the bytes of a serial line: a simulator that listens, or a port that ser2net serves.</summary>
/// <remarks>
/// Connecting and reading block separate threads: a process that computes on all threads of its pool would otherwise be late for the
/// board's heartbeats.
/// </remarks>
internal sealed class TcpLink : ILink
{
    private const int ConnectMilliseconds = 2000, WriteMilliseconds = 1000, PollMicroseconds = 50_000;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = WriteMilliseconds };

    /// <summary>Connects.</summary>
    /// <exception cref="DeviceMissingException">Nobody answers there.</exception>
    public TcpLink(string host, int port)
    {
        SocketException? refused = null;
        var connected = false;
        var connecting = new Thread(Connect) { IsBackground = true, Name = "connecting to a board" };
        connecting.Start();
        if (!connecting.Join(ConnectMilliseconds) || !connected)
        {
            _socket.Dispose();
            var reason = refused?.Message.TrimEnd('.') ?? "no answer";
            throw new DeviceMissingException(
                $"Nothing listens at {host}:{port} ({reason}); start the board's server, and check name and port.",
                refused);
        }

        void Connect()
        {
            try
            {
                _socket.Connect(host, port);
                connected = true;
            }
            catch (SocketException error)
            {
                refused = error;
            }
            catch (ObjectDisposedException)
            {
            }
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            while (!_socket.Poll(PollMicroseconds, SelectMode.SelectRead))
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var count = _socket.Receive(buffer);
            return count > 0 ? count : throw new LinkGoneException("the connection closed");
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw new LinkGoneException("the connection broke", error);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[_socket.Send(bytes)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw new LinkGoneException("the connection broke", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
