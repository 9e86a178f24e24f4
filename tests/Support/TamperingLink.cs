using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;

namespace FhnHw.Tests;

/// <summary>A line that changes the board's frames before they are checked: it simulates a faulty board on a good line.</summary>
public sealed class TamperingLink(ILink line, Func<Frame, Frame> change) : ILink
{
    private readonly Queue<byte> _ready = new();
    private readonly FrameReader _reader = new(2 * Protocol.LongestBoardFrameBytes);

    /// <summary>An address whose board is at fault.</summary>
    public static BoardAddress Around(BoardAddress address, Func<Frame, Frame> change) =>
        new BoardAddress.Made("faulty", Guid.NewGuid().ToString(), () => new TamperingLink(address.Open(), change));

    public int Read(byte[] buffer, CancellationToken cancellation)
    {
        var part = new byte[4096];
        while (_ready.Count == 0)
        {
            var count = line.Read(part, cancellation);
            _reader.Push(part.AsSpan(0, count), frame =>
            {
                foreach (var b in change(frame).ToWire(_reader.Session))
                {
                    _ready.Enqueue(b);
                }
            });
        }

        var given = Math.Min(buffer.Length, _ready.Count);
        for (var n = 0; n < given; n++)
        {
            buffer[n] = _ready.Dequeue();
        }

        return given;
    }

    public void Write(ReadOnlySpan<byte> bytes) => line.Write(bytes);

    public void Dispose() => line.Dispose();
}
