using System.Text;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Generate;

/// <summary>
/// The wire format as a table, tests/vectors/frames.csv, which the tests of every receiver read: what is on the wire, whether a frame comes of it, and which.
/// CRC and COBS are written here anew from docs/protocol.md, so that the table is no copy of what it tests.
/// </summary>
internal static class FrameVectors
{
    private const int LongestRun = 254, Queue = 2048;
    private const uint ExampleNonce = 0xC0FFEE00;

    public static IEnumerable<GeneratedFile> Files() => [new("tests/vectors/frames.csv", Text())];

    private static string Text()
    {
        var text = new StringBuilder(
            "# decoded,wire,good,session,why: bytes in hexadecimal, the end of the frame not shown; "
            + "decoded is empty where COBS gives nothing whole; session is the nonce\n");
        foreach (var (decoded, wire, good, session, why) in InSessions().Concat(Bad().Select(bad => (bad.Decoded, bad.Wire, bad.Good, 0u, bad.Why))))
        {
            text.AppendJoin(',', Convert.ToHexString(decoded), Convert.ToHexString(wire), good ? "1" : "0", $"{session:X8}", why).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(byte[] Decoded, byte[] Wire, bool Good, uint Session, string Why)> InSessions()
    {
        foreach (var (frame, why) in Example())
        {
            yield return (frame, Coded(frame), true, ExampleNonce, why);
        }

        foreach (var (frame, why) in GoodFrames())
        {
            yield return (frame, Coded(frame), true, 0, why);
        }

        // Of the session, of others whose nonces differ by a bit, and of none.
        foreach (var nonce in (uint[])[ExampleNonce, ExampleNonce ^ (1u << 31), ExampleNonce ^ 1, 0])
        {
            var readout = OfSession(nonce, Protocol.ReadoutKind, 2, 0, 0, 0x34, 0x12);
            yield return (readout, Coded(readout), nonce == ExampleNonce, ExampleNonce, $"READOUT of session {nonce:X8}");
        }
    }

    private static IEnumerable<(byte[] Frame, string Why)> GoodFrames()
    {
        yield return (Frame(Protocol.HelloKind, 0, 0, 0, 0, 0), "HELLO of zeros");
        yield return (Frame(Protocol.ReadoutKind, 2, 0, 0, 0x34, 0x12), "READOUT of one word");
        yield return (Frame(Protocol.DataKind, 1, 0, 0, 1, 2, 3), "DATA of three bytes");
        yield return (Frame(Protocol.ErrorKind, 0, Protocol.DamagedFrameError), "ERROR 1");
        yield return (Frame(Protocol.HeartbeatKind, 0, 1, 7, 0, 0, 0), "HEARTBEAT");
        yield return (Frame(Protocol.AckKind, 2), "ACK: the shortest frame");
        yield return (Frame(0x7F, 9, 1, 2, 3), "an unknown kind is a good frame");
        foreach (var length in (int[])[LongestRun - 3, LongestRun - 2, LongestRun - 1, 2 * LongestRun - 2, 2 * LongestRun - 1])
        {
            yield return (FrameWithoutZeros(length), $"no zero in kind, tag and {length} bytes");
        }

        yield return (Frame(Protocol.JobKind, 3, new byte[300]), "300 zeros");
        yield return (Frame(Protocol.JobKind, 4, new byte[Queue - Protocol.LeastFrameBytes]), "as long as the queue");
    }

    /// <summary>The example of docs/protocol.md, section 6: a session of the standard cell, and in it a job of two cells with its reply.</summary>
    public static IEnumerable<(byte[] Frame, string Why)> Example()
    {
        var constants = new CellConstants(new CellFormat(), new CellParameters());
        var nonce = BitConverter.GetBytes(ExampleNonce);
        yield return (Frame(Protocol.HelloKind, 0x2A, nonce), "HELLO");
        yield return (Frame(Protocol.GreetingKind, 0x2A, [.. nonce, .. Standard(constants)]), "GREETING");

        var job = new ReferenceJob(ReferenceJob.Ends | ReferenceJob.Trace, Cells: 2, Transient: 256, Steps: 2, Stride: 1);
        int[] inputWords = [0x1234, -0x1234];
        ReferenceCell[] cells = [.. inputWords.Select(S => new ReferenceCell(S, constants.EpsGain, constants.InitialState, new NoiseGenerator(1)))];
        yield return (OfSession(ExampleNonce, Protocol.JobKind, 1, job.Request(cells, constants)), "JOB of two cells");
        var reply = job.Reply(inputWords, [], constants, out var saturated);
        yield return (OfSession(ExampleNonce, Protocol.DataKind, 1, [0, 0, .. reply]), "DATA: its reply");
        byte[] numbers = [.. BitConverter.GetBytes(reply.Length), .. BitConverter.GetBytes(16_600)]; // bytes and clocks
        yield return (OfSession(ExampleNonce, Protocol.DoneKind, 1, [(byte)saturated, 0, .. numbers]), "DONE");
    }

    // The fields of a greeting behind its nonce: 4 lanes at 48 MHz, 256 cells.
    private static byte[] Standard(CellConstants constants)
    {
        const ushort features = Protocol.EndsFeature | Protocol.TraceFeature | Protocol.SignsFeature | Protocol.SignatureFeature;
        var format = constants.Format;
        return
        [
            Protocol.Version, Protocol.DeterministicFlag, .. BitConverter.GetBytes(features),
            (byte)format.WordBits, (byte)format.DtExponent, (byte)format.CurrentExtraBits,
            (byte)format.XBytes, (byte)format.SBytes, (byte)constants.YBytes,
            .. BitConverter.GetBytes((ushort)4), .. BitConverter.GetBytes((ushort)256), .. BitConverter.GetBytes((ushort)Queue),
            .. BitConverter.GetBytes((ushort)250), .. BitConverter.GetBytes(48_000_000), 0, 0, .. Convert.FromHexString(constants.Hash),
            .. Encoding.ASCII.GetBytes("up5k-4x".PadRight(Protocol.NameBytes, '\0')),
        ];
    }

    private static IEnumerable<(byte[] Decoded, byte[] Wire, bool Good, string Why)> Bad()
    {
        var job = Frame(Protocol.JobKind, 1, [0x01, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x34, 0x12]);
        var wire = Coded(job);
        for (var bit = 0; bit < 8; bit++)
        {
            var flipped = (byte[])job.Clone();
            flipped[3 * bit] ^= (byte)(1 << bit);
            yield return (flipped, Coded(flipped), false, $"bit {bit} of byte {3 * bit} flipped");
        }

        yield return (job[..^1], Coded(job[..^1]), false, "last byte left out");
        yield return ([.. job[..4], .. job[5..]], Coded([.. job[..4], .. job[5..]]), false, "a byte left out");
        yield return ([.. job[..5], job[4], .. job[5..]], Coded([.. job[..5], job[4], .. job[5..]]), false, "a byte doubled");
        yield return ([.. job[..6], 0x55, .. job[6..]], Coded([.. job[..6], 0x55, .. job[6..]]), false, "a byte too many");
        yield return ([job[1], job[0], .. job[2..]], Coded([job[1], job[0], .. job[2..]]), false, "two bytes exchanged");
        yield return ([], wire[..^2], false, "cut inside a piece");
        yield return ([], [0x05, 1, 2], false, "a piece that is not whole");
        yield return ([0x44], Coded([0x44]), false, "one byte");
        yield return ([], [0x01], false, "no byte: a piece of nothing");
        yield return (WithCrc([0x44]), Coded(WithCrc([0x44])), false, "five bytes, their CRC right");
        yield return (WithCrc([]), Coded(WithCrc([])), false, "a CRC alone");
        var tooLong = Frame(Protocol.JobKind, 4, new byte[Queue + 1 - Protocol.LeastFrameBytes]);
        yield return (tooLong, Coded(tooLong), false, "a byte longer than the queue");
    }

    private static byte[] FrameWithoutZeros(int length)
    {
        for (var fill = 1; ; fill++)
        {
            var frame = Frame(Protocol.DataKind, 1, [.. Enumerable.Repeat((byte)fill, length)]);
            if (!frame.Contains((byte)0))
            {
                return frame;
            }
        }
    }

    private static byte[] Frame(byte kind, byte tag, params byte[] payload) => WithCrc([kind, tag, .. payload]);

    private static byte[] OfSession(uint nonce, byte kind, byte tag, params byte[] payload) => WithCrc([kind, tag, .. payload], nonce);

    private static byte[] WithCrc(byte[] bytes, uint session = 0)
    {
        var crc = 0xFFFFFFFF ^ session;
        foreach (var b in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var one = ((crc ^ (uint)(b >> bit)) & 1) != 0;
                crc = (crc >> 1) ^ (one ? 0xEDB88320 : 0);
            }
        }

        return [.. bytes, .. BitConverter.GetBytes(~crc)];
    }

    public static byte[] Coded(byte[] frame)
    {
        var wire = new List<byte>();
        var piece = new List<byte>();
        foreach (var b in frame)
        {
            if (b != 0)
            {
                piece.Add(b);
            }

            if (b == 0 || piece.Count == LongestRun)
            {
                Close();
            }
        }

        Close();
        return [.. wire];

        void Close()
        {
            wire.Add((byte)(piece.Count + 1));
            wire.AddRange(piece);
            piece.Clear();
        }
    }
}
