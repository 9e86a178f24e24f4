using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Arrays;

public class BoardFitTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), new Window(20, 90, 3));

    private static readonly Greeting Sound = LinkPlan.Expected(Settings.Constants, 4, 256, 48_000_000);

    [Fact]
    public void A_board_made_for_the_settings_is_taken() => BoardFit.Check("The board", Sound, Settings);

    [Fact]
    public void Another_format_is_refused_with_both_and_what_to_rebuild()
    {
        var refused = Assert.Throws<InvalidSettingException>(
            () => BoardFit.Check("The board 'x'", Sound with { WordBits = 8, ExtraBits = 6, XBytes = 1 }, Settings));
        Assert.Contains("Q1.6 dt=2^-8 e=6", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Q1.14 dt=2^-8 e=0", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Exactly WordBits 8", refused.Remedies[0].ToString());
        Assert.Equal(Remedy.Do(RemedyAction.RebuildBoard).With(Settings.Format), refused.Remedies[^1]);
    }

    [Fact]
    public void Other_constants_are_the_fault_of_the_board_and_told_with_both_hashes_and_what_to_rebuild()
    {
        var refused = Refused(Sound with { Constants = "0123456789abcdef" });
        Assert.Contains("0123456789abcdef", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Settings.Constants.Hash, refused.Message, StringComparison.Ordinal);
        Assert.Equal([Remedy.Do(RemedyAction.RebuildBoard)], refused.Remedies);
    }

    [Fact]
    public void Another_version_of_the_protocol_is_refused()
    {
        var message = Refusal(Sound with { Version = 2 });
        Assert.Contains("speaks version 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_greeting_that_contradicts_itself_is_refused_with_what_is_wrong()
    {
        (Greeting Board, string Wrong)[] boards =
        [
            (Sound with { WordBits = 17 }, "wordBits 17"), (Sound with { DtExponent = 5 }, "dtExponent 5"),
            (Sound with { ExtraBits = 9 }, "extraBits 9"),
            (Sound with { XBytes = 1 }, "xBytes 1"), (Sound with { SBytes = 3 }, "sBytes 3"),
            (Sound with { YBytes = 0 }, "yBytes 0"), (Sound with { YBytes = 9 }, "yBytes 9"),
            (Sound with { Cells = 0 }, "no cells"), (Sound with { Features = 4 }, "neither ends nor trace"),
            (Sound with { Queue = 25 }, "holds no job"),
            (Sound with { Queue = 40, Features = 0x41 }, "a queue of 40 bytes holds no job with per-cell parameters"),
            (Sound with { Features = 0x81 }, "registers without per-cell"),
            (Sound with { Heartbeat = 99 }, "every 99 ms"), (Sound with { Heartbeat = 501 }, "every 501 ms"),
            (Sound with { Constants = Greeting.NoHash }, "deterministic without constants"),
        ];
        Assert.All(boards, board => Assert.Contains(board.Wrong, Refusal(board.Board), StringComparison.Ordinal));
    }

    [DeviceFact]
    public void The_refusal_comes_when_the_port_opens_and_leaves_it_free()
    {
        using var device = ReferenceDevice.OnTerminal(new CellConstants(new CellFormat(), new CellParameters(eps: 0.02)));
        Assert.Throws<DeviceMissingException>(() => new BoardArray(device.Address, Settings, new LinkOptions()));
        using var fitting = new BoardArray(device.Address, Settings with { Parameters = new CellParameters(eps: 0.02) }, new LinkOptions());
        Assert.Equal(device.Address.ToString(), fitting.Describe().Name);
        Assert.True(fitting.Describe().Simulated);
        Assert.Contains("reference", fitting.Describe().Device, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void An_analog_board_gives_all_features_from_its_traces()
    {
        using var device = ReferenceDevice.OnTerminal(Settings.Constants, "--analog");
        using var array = new BoardArray(device.Address, Settings, new LinkOptions());
        Assert.Equal((false, "none"), (array.Describe().Deterministic, array.Describe().ConstantsHash));
        var readout = new Readout(Nonlinearity.Sigmoid, [1, -1], [0]);
        var response = array.Run(new(
            [0, 5, 31, 62],
            Features.Trace | Features.Mean | Features.Activation | Features.Votes | Features.Signs, readout));
        Assert.Null(response.Ends);
        for (var run = 0; run < 4; run++)
        {
            Assert.Equal(Enumerable.Range(0, 30).Average(m => response.Trace![m, run]), response.MeanX![run], 9);
        }

        Assert.All(response.Votes!, votes => Assert.Equal(30, votes));
    }

    private static string Refusal(Greeting board) => Refused(board).Message;

    private static DeviceMissingException Refused(Greeting board) =>
        Assert.Throws<DeviceMissingException>(() => BoardFit.Check("The board 'x'", board, Settings));
}
