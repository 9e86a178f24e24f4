using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>Boards whose replies arrive whole and are wrong.</summary>
public class FaultyBoardTests
{
    private static readonly ArraySettings EveryStep = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), new Window(100, 300, 1));

    private int _blocks;

    [DeviceTheory]
    [InlineData(Features.Trace)]
    [InlineData(Features.Trace | Features.Mean)]
    public void One_flipped_bit_of_a_trace_is_seen_and_asked_again(Features features)
    {
        using var device = ReferenceDevice.OnTcp(EveryStep.Constants);
        using var array = new BoardArray(TamperingLink.Around(device.Address, frame => Flip(frame, once: true)), EveryStep, new LinkOptions());
        using var cpu = new CpuArray(EveryStep);
        var codes = EveryStep.Codes.AllCodes();
        var (expected, got) = (cpu.Run(new(codes, features)), array.Run(new(codes, features)));
        Assert.Equal(expected.Trace!.Words!, got.Trace!.Words!);
        Assert.Equal((1, 0), (array.Board.Statistics.Unbalanced, array.Board.Statistics.Retries));
    }

    [DeviceTheory]
    [InlineData(Features.Trace, 1)]
    [InlineData(Features.Trace, 4)]
    [InlineData(Features.Mean, 1)]
    [InlineData(Features.Signs, 1)]
    public void A_fault_that_stays_ends_the_run_with_one_sentence(Features features, int stride)
    {
        using var device = ReferenceDevice.OnTcp(EveryStep.Constants);
        var settings = EveryStep with { Window = new Window(100, 300, stride) };
        using var array = new BoardArray(TamperingLink.Around(device.Address, frame => Flip(frame, once: false)), settings, new LinkOptions());
        var error = Assert.Throws<ChargeBalanceException>(() => array.Run(new(settings.Codes.AllCodes(), features)));
        Assert.Contains("impossible reply twice", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [DeviceFact]
    public void Votes_that_do_not_add_up_to_the_samples_end_the_run()
    {
        using var device = ReferenceDevice.OnTcp(EveryStep.Constants);
        var address = TamperingLink.Around(device.Address, frame => frame.Kind != Protocol.DataKind ? frame
            : frame with { Payload = [.. frame.Payload[..^4], (byte)(frame.Payload[^4] ^ 1), .. frame.Payload[^3..]] });
        using var array = new BoardArray(address, EveryStep, new LinkOptions());
        var readout = new Readout(Nonlinearity.Linear, [1, -1, 2, -2], [0, 0]);
        var error = Assert.Throws<ChargeBalanceException>(() => array.Run(new([1, 2], Features.Votes, readout)));
        Assert.Contains("votes for image 0 of 300 samples", error.Message, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_board_that_refuses_jobs_is_not_asked_for_ever()
    {
        using var device = ReferenceDevice.OnTcp(EveryStep.Constants);
        var address = TamperingLink.Around(
            device.Address,
            frame => frame.Kind == Protocol.DataKind ? new Frame(Protocol.ErrorKind, frame.Tag, [Protocol.BadValueError]) : frame);
        using var array = new BoardArray(address, EveryStep, new LinkOptions());
        var lost = Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Trace)));
        Assert.Contains("a value is out of range", lost.Message, StringComparison.Ordinal);
        Assert.Equal(["Action test the board's conformance faulty"], lost.Remedies.Select(remedy => remedy.ToString()));
    }

    [DeviceFact]
    public void Blocks_out_of_order_are_asked_again_and_again_and_given_up()
    {
        using var device = ReferenceDevice.OnTcp(EveryStep.Constants);
        var address = TamperingLink.Around(
            device.Address,
            frame => frame.Kind == Protocol.DataKind ? frame with { Payload = [9, 0, .. frame.Payload[2..]] } : frame);
        using var array = new BoardArray(address, EveryStep, new LinkOptions { Tries = 3 });
        var lost = Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Trace)));
        Assert.Contains("in 4 tries (the last: block 9 came where block 0 was due)", lost.Message, StringComparison.Ordinal);
    }

    // A high bit: of an X in the third block, or of the first Y in the first.
    private Frame Flip(Frame frame, bool once)
    {
        if (frame.Kind != Protocol.DataKind || (once && ++_blocks != 3))
        {
            return frame;
        }

        var payload = frame.Payload.ToArray();
        payload[4] ^= 0x40;
        return frame with { Payload = payload };
    }
}
