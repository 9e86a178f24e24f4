using System.Buffers.Binary;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>
/// Cuts what a client sends into pieces that end with a zero, so that the board gets whole frames only: whatever a client sends or leaves unfinished,
/// nothing of it stands before the next client's first frame.
/// </summary>
internal sealed class ClientFrames
{
    // The longest frame that a board may take, coded: its queue is counted in 16 bits. Longer ones are passed on as they come.
    private const int LongestPiece = (1 << 16) + 512;

    private readonly List<byte> _piece = [];
    private uint _session; // the nonce of the last HELLO

    /// <summary>Takes bytes in pieces of any length.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="take">Gets each piece with its zero, and the frame in it; the frame is damaged where it is none.</param>
    public void Push(ReadOnlySpan<byte> bytes, Action<byte[], Frame> take)
    {
        while (!bytes.IsEmpty)
        {
            var zero = bytes.IndexOf((byte)0);
            var room = Math.Min(zero < 0 ? bytes.Length : zero, LongestPiece - _piece.Count);
            _piece.AddRange(bytes[..room]);
            var ends = zero == room;
            bytes = bytes[(ends ? room + 1 : room)..];
            if (ends && _piece.Count > 0)
            {
                Give(take);
            }
            else if (_piece.Count == LongestPiece)
            {
                take([.. _piece], Frame.Damaged);
                _piece.Clear();
            }
        }
    }

    private void Give(Action<byte[], Frame> take)
    {
        byte[] coded = [.. _piece];
        _piece.Clear();
        var plain = new byte[coded.Length];
        var frame = Cobs.TryDecode(coded, plain, out var length) ? Frame.Of(plain.AsSpan(0, length), _session) : Frame.Damaged;
        if (frame is { Kind: Protocol.HelloKind, Payload.Length: Protocol.HelloBytes })
        {
            _session = BinaryPrimitives.ReadUInt32LittleEndian(frame.Payload);
        }

        take([.. coded, 0], frame);
    }
}
