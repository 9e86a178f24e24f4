using System.Buffers.Binary;
using System.Collections.Concurrent;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>What a board cuts short because a new session begins is no damage of the line.</summary>
public class CutFrameTests
{
    private static readonly byte[] CutShort = [5, 1, 2, 0], Older = new Frame(Protocol.DataKind, 3, [0, 0, 7]).ToWire(session: 1);

    [Fact]
    public void Frames_between_HELLO_and_its_greeting_are_not_counted_as_damaged()
    {
        var statistics = new LinkStatistics("a test");
        using var line = new CuttingLink();
        using var session = new BoardSession(line, statistics);
        for (var times = 1; times <= 3; times++)
        {
            Assert.NotNull(session.Hello(TimeSpan.FromSeconds(20)));
            Assert.Equal(times - 1, statistics.DamagedFrames);
            line.Say([.. CutShort, .. new Frame(Protocol.AckKind, 9, []).ToWire(session.Nonce)]); // damaged within the session
            while (session.Receive(TimeSpan.FromSeconds(20)) is { Kind: not Protocol.AckKind })
            {
            }

            Assert.Equal(times, statistics.DamagedFrames);
        }
    }

    /// <summary>Answers each HELLO as a board does that was in the middle of a frame.</summary>
    private sealed class CuttingLink : ILink
    {
        private readonly BlockingCollection<byte[]> _said = [];
        private readonly FrameReader _heard = new(64);

        public void Say(byte[] bytes) => _said.Add(bytes);

        public int Read(byte[] buffer, CancellationToken cancellation)
        {
            var bytes = _said.Take(cancellation);
            bytes.CopyTo(buffer, 0);
            return bytes.Length;
        }

        public void Write(ReadOnlySpan<byte> bytes) => _heard.Push(bytes, frame =>
        {
            var payload = new byte[Protocol.GreetingBytes];
            BinaryPrimitives.WriteUInt32LittleEndian(payload, BinaryPrimitives.ReadUInt32LittleEndian(frame.Payload));
            Say([.. CutShort, .. Older, .. new Frame(Protocol.GreetingKind, frame.Tag, payload).ToWire()]);
        });

        public void Dispose()
        {
        }
    }
}
