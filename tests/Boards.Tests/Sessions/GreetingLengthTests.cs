using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>Greetings of later versions, which append to that of this one (docs/protocol.md, section 5).</summary>
public class GreetingLengthTests
{
    private static readonly CellConstants Constants = new(new CellFormat(), new CellParameters());

    [DeviceTheory]
    [InlineData(Protocol.GreetingBytes, true)]
    [InlineData(Protocol.GreetingBytes + 1, true)]
    [InlineData(Protocol.LongestBoardFrameBytes - Protocol.LeastFrameBytes, true)]
    [InlineData(Protocol.LongestBoardFrameBytes - Protocol.LeastFrameBytes + 1, false)]
    [InlineData(Protocol.GreetingBytes - 1, false)]
    public void A_greeting_is_accepted_from_its_length_to_that_of_the_longest_frame(int bytes, bool taken)
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        using var line = new TamperingLink(
            device.Address.Open(), frame => frame with { Payload = [.. frame.Payload.Concat(new byte[bytes]).Take(bytes)] });
        using var session = new BoardSession(line, new LinkStatistics("a test"));
        Assert.Equal(taken, session.Hello(TimeSpan.FromSeconds(taken ? 2 : 0.5)) is { Name: "reference" });
    }
}
