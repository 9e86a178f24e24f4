using System.Buffers.Binary;
using System.IO.Compression;

namespace FhnHw.Files;

/// <summary>
/// Unpacks a gzip file (RFC 1952) as <c>zcat</c> does: its members one behind the other, as <c>cat a.gz b.gz</c> and <c>bgzip</c> make them, and
/// nothing of what follows the last, such as a tape's zeros. Length and CRC-32 of each member are checked at its end.
/// </summary>
/// <remarks>
/// .NET's GZipStream reads several members too, but neither reports a missing last trailer nor always a wrong one. Here each member is unpacked by a
/// DeflateStream of its own. That reads ahead, so the end of its data is found by the eight bytes of the trailer, which are known by then.
/// </remarks>
/// <param name="file">The packed bytes, from where it stands; it must be able to seek, and is left open.</param>
public sealed class GzipMemberStream(Stream file) : ForwardStream
{
    private const int TrailerBytes = 8, LeastDeflated = 2;
    private const int HeaderChecksum = 2, ExtraField = 4, FileName = 8, Comment = 16;

    private long _next = file.Position;
    private bool _any;
    private Blocks? _blocks;
    private Crc32Stream? _member;

    /// <summary>True where a file begins as gzip files do; it then stands where it stood.</summary>
    public static bool IsGzip(Stream file)
    {
        var start = file.Position;
        var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = start;
        return packed;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A member is damaged.</exception>
    /// <exception cref="EndOfStreamException">The file ends in a member's head.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0 && (_member is not null || Begin()))
        {
            if (_member!.Read(buffer) is var read and > 0)
            {
                return read;
            }

            End();
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _member?.Dispose();
        base.Dispose(disposing);
    }

    private bool Begin()
    {
        file.Position = _next;
        if (_any && !IsGzip(file))
        {
            return false;
        }

        _any = true;
        ReadHead();
        _blocks = new Blocks(file);
        _member = new Crc32Stream(new DeflateStream(_blocks, CompressionMode.Decompress, leaveOpen: true));
        return true;
    }

    private void ReadHead()
    {
        Span<byte> head = stackalloc byte[10];
        file.ReadExactly(head);
        if (head[0] != 0x1F || head[1] != 0x8B || head[2] != 8 || head[3] > 31)
        {
            throw new InvalidDataException("This is no gzip head.");
        }

        int flags = head[3];
        if ((flags & ExtraField) != 0)
        {
            Span<byte> size = stackalloc byte[2];
            file.ReadExactly(size);
            file.Position += BinaryPrimitives.ReadUInt16LittleEndian(size);
        }

        for (var text = (flags & FileName) / FileName + (flags & Comment) / Comment; text > 0; text -= NextByte() == 0 ? 1 : 0)
        {
        }

        file.Position += (flags & HeaderChecksum) != 0 ? 2 : 0;
    }

    private int NextByte() => file.ReadByte() is var value and >= 0 ? value : throw new EndOfStreamException();

    private void End()
    {
        var from = Math.Max(_blocks!.Start + LeastDeflated, _blocks.BeforeLast);
        file.Position = Math.Min(from, file.Length);
        var rest = new byte[_blocks.End - file.Position + TrailerBytes];
        var found = rest.AsSpan(0, file.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false)).IndexOf(Trailer(_member!));
        if (found < 0)
        {
            throw new InvalidDataException("A member's trailer is missing or wrong.");
        }

        _next = from + found + TrailerBytes;
        _member!.Dispose();
        _member = null;
    }

    private static byte[] Trailer(Crc32Stream member)
    {
        var trailer = new byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, member.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), unchecked((uint)member.Count));
        return trailer;
    }

    /// <summary>Hands out the file in small blocks, and knows where the last two of them began.</summary>
    private sealed class Blocks(Stream file) : ForwardStream
    {
        private const int BlockBytes = 4096;

        private long _last = file.Position;

        /// <summary>Where the first block began.</summary>
        public long Start { get; } = file.Position;

        /// <summary>Where the block before the last began.</summary>
        public long BeforeLast { get; private set; } = file.Position;

        /// <summary>Where the last block ended.</summary>
        public long End { get; private set; } = file.Position;

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer[..Math.Min(buffer.Length, BlockBytes)]);
            if (read > 0)
            {
                (BeforeLast, _last, End) = (_last, End, End + read);
            }

            return read;
        }
    }
}
