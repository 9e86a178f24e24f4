using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;
using FhnHw.Kernels.Samples;

namespace FhnHw.Boards.Tests.Wire;

/// <summary>The byte tables of docs/protocol.md, sections 4 and 5.</summary>
public class LayoutTests
{
    [Fact]
    public void A_job_with_per_cell_parameters_has_the_words_of_its_cells_one_after_the_other()
    {
        var board = new Greeting { DtExponent = 8, SBytes = 2, XBytes = 2, YBytes = 3 };
        CellRegisters[] cells =
        [
            new(1, 0xABCD, new CellState(-2, 0x12, 0x34), 9, 9, new NoiseGenerator(0x87654321)),
            new(-1, 0, new CellState(3, -1, 0xFF), 0, 0, new NoiseGenerator(1)),
        ];
        var job = new JobRequest(Protocol.PerCellFeature, [1, -1], 1, 2, 3, PerCell: new PerCellFields(0x0102, 0x0304, 7, cells));
        Assert.Equal(
            "4000" + "0200" + "01000000" + "02000000" + "03000000" + "0000" + "00" + "0201" + "0403" + "07"
            + "0100" + "cdab" + "feff" + "341200" + "21436587" + "ffff" + "0000" + "0300" + "ffffff" + "01000000",
            Convert.ToHexStringLower(job.ToPayload(board)));
        Assert.Equal(25 + 5 + 26, JobRequest.FrameBytes(2, board, Protocol.PerCellFeature));
    }

    [Fact]
    public void Registers_stand_last_in_a_reply()
    {
        var job = new JobRequest(Protocol.EndsFeature | Protocol.RegistersFeature | Protocol.PerCellFeature, [0, 0], 0, 5, 2);
        var layout = new ReplyLayout(job, 2, 3);
        Assert.Equal(12 + 4 + 8, layout.Bytes);
        byte[] reply = [.. new byte[9], 0xFE, 0xFF, 0xFF, 1, 0, 0xFF, 0xFF, 1, 0, 2, 0, 3, 0, 4, 0];
        Assert.Equal(new CellState(-1, -1, 0xFE), layout.LastState(reply, 1, 8));
        Assert.Equal((new NoiseGenerator(1, 2), new NoiseGenerator(3, 4)), (layout.LastNoise(reply, 0), layout.LastNoise(reply, 1)));
    }

    [Fact]
    public void A_job_is_laid_out_as_its_table_says()
    {
        var job = new JobRequest(0xA513, [1, -2], 0x01020304, 0x05060708, 0x090a0b0c, 0x0d0e, 0x0f);
        Assert.Equal(
            "13a5" + "0200" + "04030201" + "08070605" + "0c0b0a09" + "0e0d" + "0f" + "010000" + "feffff",
            Convert.ToHexStringLower(job.ToPayload(new Greeting { SBytes = 3 })));
        Assert.Equal("01fe", Convert.ToHexStringLower(job.ToPayload(new Greeting { SBytes = 1 })[19..]));
        Assert.Equal(25 + 6, JobRequest.FrameBytes(2, new Greeting { SBytes = 3 }));
    }

    [Fact]
    public void A_greeting_is_laid_out_as_its_table_says()
    {
        var payload = Convert.FromHexString(
            "04030201" + "01" + "03" + "1fa5" + "10" + "08" + "00" + "02" + "02" + "03" + "0401" + "0001" + "0010" + "c800" + "006cdc02" + "0020"
            + "f5ec870dfd3444f4" + "7570356b2d34780000000000000000ff");
        var greeting = Greeting.Of(payload)!;
        Assert.Equal(0x01020304u, greeting.Nonce);
        Assert.Equal((1, true, true, 0xa51f), (greeting.Version, greeting.Deterministic, greeting.Simulated, greeting.Features));
        Assert.Equal((16, 8, 0), (greeting.WordBits, greeting.DtExponent, greeting.ExtraBits));
        Assert.Equal((2, 2, 3, 0x104), (greeting.XBytes, greeting.SBytes, greeting.YBytes, greeting.Lanes));
        Assert.Equal((256, 4096, 200), (greeting.Cells, greeting.Queue, greeting.Heartbeat));
        Assert.Equal((48_000_000u, 8192), (greeting.Clock, greeting.ReadoutWords));
        Assert.Equal(("f5ec870dfd3444f4", "up5k-4x"), (greeting.Constants, greeting.Name));
        Assert.Equal(greeting, Greeting.Of(greeting.ToPayload()));
        Assert.Equal(greeting, Greeting.Of([.. greeting.ToPayload(), 1, 2, 3]));
        Assert.Null(Greeting.Of(payload.AsSpan(0, 51)));
    }

    [Fact]
    public void The_reply_has_its_features_in_the_order_of_the_table()
    {
        var job = new JobRequest(Protocol.EndsFeature | Protocol.TraceFeature | Protocol.SignatureFeature, [0, 0], 0, 5, 2);
        var layout = new ReplyLayout(job, 2, 3);
        var reply = Convert.FromHexString(
            "010000" + "ffffff" + "0100feff" + "0200fdff" + "0300fcff" + "000080" + "ffff7f" + "78563412" + "efbeadde");
        Assert.Equal(reply.Length, layout.Bytes);
        Assert.Equal((1, -1), (layout.FirstEnd(reply, 0), layout.FirstEnd(reply, 1)));
        Assert.Equal((-8388608, 8388607), (layout.LastEnd(reply, 0), layout.LastEnd(reply, 1)));
        var row = new short[2];
        layout.Row(reply, 2, row);
        Assert.Equal([3, -4], row);
        Assert.Equal((0x12345678u, 0xdeadbeefu), (layout.Signature(reply, 0), layout.Signature(reply, 1)));
    }

    [Fact]
    public void Signs_take_whole_bytes_a_sample_and_votes_a_word_an_image_and_class()
    {
        var signs = new ReplyLayout(new JobRequest(Protocol.SignsFeature, new int[9], 0, 3, 1), 1, 2);
        Assert.Equal(6, signs.Bytes);
        Assert.Equal([5, 6], signs.SignRow([1, 2, 3, 4, 5, 6], 2).ToArray());
        var votes = new ReplyLayout(new JobRequest(Protocol.VotesFeature | Protocol.EndsFeature, new int[6], 0, 3, 1, 3, 2), 1, 2);
        Assert.Equal((6 * 2 * 2) + (2 * 2 * 4), votes.Bytes);
        Assert.Equal(7u, votes.Votes([.. new byte[24 + 12], 7, 0, 0, 0], 3));
    }

    [Fact]
    public void Words_keep_their_sign_at_every_width()
    {
        for (var bytes = 1; bytes <= 8; bytes++)
        {
            foreach (var value in new[] { 0L, 1, -1, 100, -128, long.MaxValue >> (8 * (8 - bytes)), long.MinValue >> (8 * (8 - bytes)) })
            {
                var buffer = new byte[bytes];
                Words.Write(buffer, value);
                Assert.Equal(value, Words.Read(buffer));
            }
        }
    }

    [Fact]
    public void The_readout_begins_with_the_halves_of_the_biases()
    {
        var readout = FixedReadout.Of(new Readout(Nonlinearity.Linear, [1, -1, 0.5f, 0.25f], [100, -100]), new CellFormat());
        var words = ReadoutWords.Of(readout);
        Assert.Equal(8, words.Length);
        Assert.Equal(readout.Bias[0], unchecked((ushort)words[0]) | (words[1] << 16));
        Assert.Equal(readout.Bias[1], unchecked((ushort)words[2]) | (words[3] << 16));
        Assert.Equal(readout.Weights, words[4..]);
        var payloads = ReadoutWords.Payloads(words, 14).ToArray();
        Assert.Equal([0, 3, 6], payloads.Select(payload => payload[0] | (payload[1] << 8)));
        Assert.Equal([8, 8, 6], payloads.Select(payload => payload.Length));
    }
}
