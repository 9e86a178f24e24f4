using FhnHw.Boards.Wire;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Wire;

/// <summary>The codec against tests/vectors/frames.csv, which every language's codec is tested with.</summary>
public class FrameVectorsTests
{
    // The queue, and so the longest frame, that the vectors are made for, bytes.
    private const int VectorQueue = 2048;

    public static TheoryData<string, string, bool, string> Frames
    {
        get
        {
            var frames = new TheoryData<string, string, bool, string>();
            foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, "tests", "vectors", "frames.csv")).Where(line => !line.StartsWith('#')))
            {
                var fields = line.Split(',');
                frames.Add(fields[0], fields[1], fields[2] == "1", fields[3]);
            }

            return frames;
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_good_frame_is_taken_and_a_bad_one_dropped(string decoded, string wire, bool good, string why)
    {
        var frames = new List<Frame>();
        new FrameReader(VectorQueue).Push([.. Convert.FromHexString(wire), 0], frames.Add);
        if (wire.Length == 0)
        {
            Assert.Empty(frames);
            return;
        }

        var plain = Convert.FromHexString(decoded);
        Assert.True(frames.Single().IsDamaged != good, why);
        if (good)
        {
            Assert.Equal(plain, frames[0].ToBytes());
        }
    }
}
