using System.Buffers.Binary;
using System.Text.Json.Nodes;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Wire;

/// <summary>What the program sends is what docs/protocol.json says: frames are read here with nothing but the file.</summary>
public class ProtocolDataTests
{
    private static readonly JsonNode Data = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "protocol.json")))!;

    private static readonly Greeting Board = new()
    {
        Nonce = 0x01020304,
        Deterministic = true,
        Simulated = true,
        Features = 0x00C3,
        WordBits = 13,
        DtExponent = 9,
        ExtraBits = 4,
        XBytes = 2,
        SBytes = 3,
        YBytes = 5,
        Lanes = 300,
        Cells = 4000,
        Queue = 50_000,
        Heartbeat = 123,
        Clock = 48_000_001,
        ReadoutWords = 777,
        Constants = "f5ec870dfd3444f4",
        Name = "any",
    };

    [Fact]
    public void A_greeting_has_the_fields_of_the_file()
    {
        var fields = Read("GREETING", Board.ToPayload());
        Assert.Equal(18, fields.Count);
        Assert.Equal(3, fields["flags"]);
        Assert.Equal(0x00C3, fields["features"]);
        Assert.Equal((13, 9, 4), (fields["wordBits"], fields["dtExponent"], fields["extraBits"]));
        Assert.Equal((2, 3, 5), (fields["xBytes"], fields["sBytes"], fields["yBytes"]));
        Assert.Equal((300, 4000, 50_000), (fields["lanes"], fields["cells"], fields["queue"]));
        Assert.Equal((123, 48_000_001, 777), (fields["heartbeat"], fields["clock"], fields["readoutWords"]));
        Assert.Equal((0x01020304, 1), (fields["nonce"], fields["version"]));
        Assert.Equal("any", Greeting.Of(Board.ToPayload())!.Name);
    }

    [Fact]
    public void A_job_has_the_fields_of_the_file_and_then_its_cells()
    {
        var payload = new JobRequest(0x0013, [-2, 70_000], 11, 22, 33, 44, 55).ToPayload(Board);
        var fields = Read("JOB", payload);
        Assert.Equal((0x0013, 2, 11, 22), (fields["features"], fields["cells"], fields["transient"], fields["steps"]));
        Assert.Equal((33, 44, 55), (fields["stride"], fields["imageCells"], fields["classes"]));
        Assert.Equal("sBytes", (string?)Frame("JOB")["cell"]![0]!["bytes"]);
        Assert.Equal(Protocol.JobHeadBytes + (2 * Board.SBytes), payload.Length);
    }

    [Fact]
    public void The_frames_of_sharing_have_the_kinds_of_the_file()
    {
        var kinds = Data["sharing"]!["frames"]!.AsArray().Select(frame => ((string)frame!["name"]!, (byte)frame["kind"]!)).ToHashSet();
        Assert.Equal(
            [
                ("JOIN", ShareFrames.JoinKind), ("ALIVE", ShareFrames.AliveKind), ("STATUS", ShareFrames.StatusKind), ("SHARE", ShareFrames.ShareKind),
                ("WAIT", ShareFrames.WaitKind), ("TURN", ShareFrames.TurnKind), ("YIELD", ShareFrames.YieldKind), ("END", ShareFrames.EndKind),
                ("STATUS", ShareFrames.StatusReplyKind),
            ],
            kinds);
        Assert.Equal(ShareFrames.Version, (byte)Data["sharing"]!["version"]!);
    }

    [Fact]
    public void The_host_waits_as_long_as_the_file_says()
    {
        double Seconds(string name) => (double)Data["times"]!.AsArray().Single(time => (string)time!["name"]! == name)!["seconds"]!;
        Assert.Equal(new LinkOptions().SilenceSeconds, Seconds("silence"));
        var job = BoardJob.Of(0, new JobRequest(0, [1, 2], 300, 700, 1), Board);
        Assert.Equal(2 * 1000 * Seconds("neuronStep"), job.SlowestSeconds, 9);
    }

    private static JsonNode Frame(string name) => Data["frames"]!.AsArray().Single(frame => (string)frame!["name"]! == name)!;

    // Every field that has a size of its own; bytes and text as 0.
    private static Dictionary<string, long> Read(string name, byte[] payload) => Frame(name)["fields"]!.AsArray().ToDictionary(
        field => (string)field!["name"]!,
        field =>
        {
            var bytes = payload.AsSpan((int)field!["offset"]!);
            return (string)field["type"]! switch
            {
                "u8" => bytes[0],
                "u16" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                "u32" => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                _ => 0L,
            };
        });
}
