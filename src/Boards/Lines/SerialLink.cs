using System.IO.Ports;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Lines;

/// <summary>A serial port: 8 data bits, no parity, 1 stop bit, no flow control. A pseudo-terminal is one too.</summary>
/// <remarks>
/// DTR and RTS are left alone, since a pseudo-terminal has none and refuses them. Reads take a cancellation token, since the time-out of
/// the port does not end them. After the first error nothing more is asked of the port: later calls can make its Close hang forever.
/// </remarks>
internal sealed class SerialLink : ILink
{
    private const int MostBytesAWrite = 4096;

    private const int WriteMilliseconds = 1000, CloseMilliseconds = 500;

    private readonly PortLock? _lock;
    private readonly SerialPort _port;
    private readonly Stream _stream;

    /// <summary>Opens a port.</summary>
    /// <param name="path">The port, such as /dev/ttyUSB0, COM3 or /dev/pts/4.</param>
    /// <param name="baud">Rate; a pseudo-terminal ignores it.</param>
    /// <exception cref="DeviceMissingException">There is no such port, or it cannot be opened, or another program uses it.</exception>
    /// <exception cref="InvalidSettingException">The port does not know the rate.</exception>
    public SerialLink(string path, int baud)
    {
        _lock = PortLock.Take(path);
        _port = new SerialPort(path, baud, Parity.None, 8, StopBits.One)
        {
            Handshake = Handshake.None,
            WriteTimeout = WriteMilliseconds,
            ReadBufferSize = 1 << 16,
        };
        try
        {
            _port.Open();
            _stream = _port.BaseStream;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            _lock?.Dispose();
            throw new InvalidSettingException(
                $"{path} does not run at {baud} baud ({error.Message.TrimEnd('.')}); "
                    + "give a rate that the port knows after the @, such as 3000000, 1000000 or 115200.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            _lock?.Dispose();
            throw new DeviceMissingException(Path.Exists(path)
                ? $"The port {path} cannot be opened ({error.Message.TrimEnd('.')}); "
                    + "end whatever else uses it, and check that you may use serial ports (group dialout)."
                : $"There is no port {path}; plug the board in and check the name.", error);
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            var count = _stream.ReadAsync(buffer, 0, buffer.Length, cancellation).GetAwaiter().GetResult();
            return count > 0 ? count : throw new LinkGoneException("the port closed");
        }
        catch (Exception error) when (IsGone(error))
        {
            throw new LinkGoneException("the port closed", error);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            // Piece by piece: each has the time of a write, so that many bytes may take long on a slow line.
            for (; bytes.Length > MostBytesAWrite; bytes = bytes[MostBytesAWrite..])
            {
                _stream.Write(bytes[..MostBytesAWrite]);
            }

            _stream.Write(bytes);
        }
        catch (TimeoutException error)
        {
            throw new LinkGoneException("the port took no bytes", error);
        }
        catch (Exception error) when (IsGone(error))
        {
            throw new LinkGoneException("the port closed", error);
        }
    }

    /// <summary>Closes the port on a separate thread: where the driver hangs, the program does not.</summary>
    public void Dispose()
    {
        var closing = new Thread(Close) { IsBackground = true, Name = "closing a port" };
        closing.Start();
        closing.Join(CloseMilliseconds);
        _lock?.Dispose();

        void Close()
        {
            try
            {
                _port.Dispose();
            }
            catch (Exception error) when (IsGone(error))
            {
            }
        }
    }

    private static bool IsGone(Exception error) =>
        error is IOException or ObjectDisposedException or InvalidOperationException or UnauthorizedAccessException;
}
