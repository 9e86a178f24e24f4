using System.Text.RegularExpressions;
using FhnHw.Boards.Conformance;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Wire;

/// <summary>
/// The session in hexadecimal of docs/protocol.md, section 6, against the golden frames and against what this program encodes from the same
/// fields.
/// </summary>
public partial class ProtocolDocumentTests
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "protocol.md"));
    private static readonly CellConstants Constants = new(new CellFormat(), new CellParameters());
    private static readonly JobRequest Job = new(Protocol.EndsFeature | Protocol.TraceFeature, [4660, -4660], 256, 2, 1);

    private static readonly Greeting Board = new()
    {
        Nonce = 0xC0FFEE00,
        Deterministic = true,
        Features = Protocol.EndsFeature | Protocol.TraceFeature | Protocol.SignsFeature | Protocol.SignatureFeature,
        WordBits = 16,
        DtExponent = 8,
        XBytes = 2,
        SBytes = 2,
        YBytes = 3,
        Lanes = 4,
        Cells = 256,
        Queue = 2048,
        Heartbeat = 250,
        Clock = 48_000_000,
        Constants = Constants.Hash,
        Name = "up5k-4x",
    };

    [Fact]
    public void Each_frame_is_the_golden_one()
    {
        var golden = File.ReadLines(Path.Combine(Checkout.Root, "tests", "vectors", "frames.csv")).Skip(1).Take(5);
        foreach (var fields in golden.Select(line => line.Split(',')))
        {
            Assert.Equal(fields[0], Convert.ToHexString(Said(fields[4].Split(' ', ':')[0])));
        }
    }

    [Fact]
    public void Each_frame_is_what_the_host_or_a_board_makes_of_its_fields()
    {
        Assert.Equal(Said("HELLO"), new Frame(Protocol.HelloKind, 0x2A, BitConverter.GetBytes(Board.Nonce)).ToBytes());
        Assert.Equal(Said("GREETING"), new Frame(Protocol.GreetingKind, 0x2A, Board.ToPayload()).ToBytes());
        Assert.Equal(Said("JOB"), new Frame(Protocol.JobKind, 1, Job.ToPayload(Board)).ToBytes(Board.Nonce));
        var reply = new NormativeReply(Job, Board, Constants);
        Assert.Equal(Said("DATA"), new Frame(Protocol.DataKind, 1, [0, 0, .. reply.ToBytes()]).ToBytes(Board.Nonce));
        var done = Frame.Of(Said("DONE"), Board.Nonce);
        Assert.Equal((Protocol.DoneKind, 1, Protocol.DoneBytes), (done.Kind, done.Tag, done.Payload.Length));
        Assert.Equal((reply.Saturated, reply.ToBytes().Length), (done.Payload[0], BitConverter.ToInt32(done.Payload, 2)));
    }

    [Fact]
    public void What_a_frame_is_on_the_wire_is_what_the_host_sends()
    {
        var text = Document.SkipWhile(line => !line.StartsWith("    HELLO     ", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal));
        var wire = string.Concat(text.Select(line => line[14..])).Replace(" ", "", StringComparison.Ordinal);
        byte[] hello = new Frame(Protocol.HelloKind, 0x2A, BitConverter.GetBytes(Board.Nonce)).ToWire()[1..];
        byte[] job = new Frame(Protocol.JobKind, 1, Job.ToPayload(Board)).ToWire(Board.Nonce);
        Assert.StartsWith(Convert.ToHexString(hello), wire, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString(job), wire, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reply_is_read_as_the_document_says()
    {
        var (reply, layout) = (new NormativeReply(Job, Board, Constants).ToBytes(), new ReplyLayout(Job, Board.XBytes, Board.YBytes));
        var (first, second) = (new short[2], new short[2]);
        layout.Row(reply, 0, first);
        layout.Row(reply, 1, second);
        Assert.Equal((-1626364, 677519), (layout.FirstEnd(reply, 0), layout.FirstEnd(reply, 1)));
        Assert.Equal([18966, -17608], first);
        Assert.Equal([18931, -17576], second);
        Assert.Equal((-1579147, 633015), (layout.LastEnd(reply, 0), layout.LastEnd(reply, 1)));
        foreach (var number in new[] { "-1626364", "677519", "18966", "-17608", "18931", "-17576", "-1579147", "633015" })
        {
            Assert.Contains(Document, line => line.Contains(number, StringComparison.Ordinal));
        }
    }

    // The bytes of a row of section 6.
    private static byte[] Said(string frame)
    {
        var row = Document.Select(line => Row().Match(line)).Last(match => match.Success && match.Groups[1].Value == frame);
        return Convert.FromHexString(row.Groups[2].Value.Replace(" ", "", StringComparison.Ordinal));
    }

    [GeneratedRegex("^\\| ([A-Z]+) \\| `([0-9A-F ]+)` \\|$")]
    private static partial Regex Row();
}
