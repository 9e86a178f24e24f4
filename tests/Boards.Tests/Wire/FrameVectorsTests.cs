using FhnHw.Boards.Wire;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Wire;

/// <summary>The codec against tests/vectors/frames.csv, which every language's codec is tested with.</summary>
public class FrameVectorsTests
{
    // The queue, and so the longest frame, that the vectors are made for, bytes.
    private const int VectorQueue = 2048;

    public static TheoryData<string, string, bool, uint, string> Frames
    {
        get
        {
            var frames = new TheoryData<string, string, bool, uint, string>();
            foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, "tests", "vectors", "frames.csv")).Where(line => !line.StartsWith('#')))
            {
                var fields = line.Split(',');
                frames.Add(fields[0], fields[1], fields[2] == "1", Convert.ToUInt32(fields[3], 16), fields[4]);
            }

            return frames;
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_good_frame_is_taken_and_a_bad_one_dropped(string decoded, string wire, bool good, uint session, string why)
    {
        var frames = new List<Frame>();
        In(session).Push([.. Convert.FromHexString(wire), 0], frames.Add);
        if (wire.Length == 0)
        {
            Assert.Empty(frames);
            return;
        }

        var plain = Convert.FromHexString(decoded);
        Assert.True(frames.Single().IsDamaged != good, why);
        if (good)
        {
            Assert.Equal(plain, frames[0].ToBytes(session));
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_good_frame_with_any_one_bit_flipped_is_dropped_and_the_next_one_taken(string decoded, string wire, bool good, uint session, string why)
    {
        var bytes = Convert.FromHexString(wire);
        var next = new Frame(Protocol.AckKind, 7, []);
        for (var bit = 0; good && bit < 8 * bytes.Length; bit++)
        {
            byte[] flipped = [.. bytes, 0, .. next.ToWire(session)];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var frames = new List<Frame>();
            In(session).Push(flipped, frames.Add);
            Assert.Equal(next.ToBytes(), frames[^1].ToBytes());
            Assert.All(frames.SkipLast(1), frame => Assert.True(frame.IsDamaged, $"{why}, bit {bit} of {decoded}"));
        }
    }

    // A receiver in that session, which a HELLO has begun.
    private static FrameReader In(uint session)
    {
        var reader = new FrameReader(VectorQueue);
        reader.Push(new Frame(Protocol.HelloKind, 1, BitConverter.GetBytes(session)).ToWire(), _ => { });
        return reader;
    }
}
