using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using FhnHw.Files;

namespace FhnHw.Host.Terminal;

/// <summary>
/// Standard output that tells when nobody reads it any more. .NET's own console stream drops what it cannot write to a closed
/// pipe, so that a program would compute on for nobody.
/// </summary>
internal sealed partial class StandardOutput : Stream
{
    private const int Interrupted = 4, NotOpen = 9, WouldBlock = 11, WouldBlockOnMac = 35, BrokenPipe = 32;

    private readonly int _descriptor;

    /// <summary>Writes to a file descriptor.</summary>
    public StandardOutput(int descriptor) => _descriptor = descriptor;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens this process's standard output as UTF-8 text without a byte order mark; every line goes out at once.</summary>
    public static TextWriter Open()
    {
        Stream stream = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput(1);
        return new StreamWriter(stream, new UTF8Encoding(false), 4096) { AutoFlush = true };
    }

    /// <inheritdoc/>
    /// <exception cref="BrokenPipeException">The reader is gone.</exception>
    /// <exception cref="UnusableFileException">The program was started without a standard output.</exception>
    /// <exception cref="IOException">The system refuses the bytes, for want of room or another reason.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = WriteOnce(_descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            Explain(Marshal.GetLastPInvokeError());
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private static void Explain(int error)
    {
        switch (error)
        {
            case Interrupted:
                return;
            case WouldBlock or WouldBlockOnMac:
                Thread.Sleep(1);
                return;
            case BrokenPipe:
                throw new BrokenPipeException("Nobody reads the output.");
            case NotOpen:
                throw new UnusableFileException("Standard output is closed; let it go to a terminal, a file or /dev/null.");
            default:
                throw new IOException(new Win32Exception(error).Message, error);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteOnce(int descriptor, ReadOnlySpan<byte> bytes, nuint count);
}
