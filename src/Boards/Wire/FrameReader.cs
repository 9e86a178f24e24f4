using System.Buffers.Binary;

namespace FhnHw.Boards.Wire;

/// <summary>
/// Cuts a stream of bytes into frames. Damaged bytes become one <see cref="Frame.Damaged"/>; the next zero begins a new frame. After a HELLO or a
/// GREETING frames of its session alone are sound.
/// </summary>
/// <param name="longest">The longest frame that is taken, bytes before coding.</param>
public sealed class FrameReader(int longest)
{
    private readonly byte[] _coded = new byte[Cobs.LongestCoded(longest) + 1]; // one more for an empty last piece
    private readonly byte[] _plain = new byte[Cobs.LongestCoded(longest) + 1];
    private int _count;
    private bool _tooLong;
    private uint _session;

    /// <summary>The nonce of the session that the last HELLO or GREETING began; 0 before the first.</summary>
    public uint Session => Volatile.Read(ref _session);

    /// <summary>Takes bytes in pieces of any length.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="frames">Gets each frame as it ends.</param>
    public void Push(ReadOnlySpan<byte> bytes, Action<Frame> frames)
    {
        while (!bytes.IsEmpty)
        {
            var zero = bytes.IndexOf((byte)0);
            Keep(zero < 0 ? bytes : bytes[..zero]);
            if (zero < 0)
            {
                return;
            }

            if (_count > 0 || _tooLong)
            {
                frames(Take());
            }

            bytes = bytes[(zero + 1)..];
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var fits = Math.Min(bytes.Length, _coded.Length - _count);
        bytes[..fits].CopyTo(_coded.AsSpan(_count));
        _count += fits;
        _tooLong |= fits < bytes.Length;
    }

    private Frame Take()
    {
        var sound = !_tooLong & Cobs.TryDecode(_coded.AsSpan(0, _count), _plain, out var length) && length <= longest;
        _count = 0;
        _tooLong = false;
        var frame = sound ? Frame.Of(_plain.AsSpan(0, length), _session) : Frame.Damaged;
        if (frame is { Kind: Protocol.HelloKind, Payload.Length: Protocol.HelloBytes }
            or { Kind: Protocol.GreetingKind, Payload.Length: >= Protocol.HelloBytes }) // a short one too: it is told as such
        {
            Volatile.Write(ref _session, BinaryPrimitives.ReadUInt32LittleEndian(frame.Payload));
        }

        return frame;
    }
}
