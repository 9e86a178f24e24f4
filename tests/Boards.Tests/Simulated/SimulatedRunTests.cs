using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;
using FhnHw.Tests.Simulation;

namespace FhnHw.Boards.Tests.Simulated;

/// <summary>Host and board in virtual time, from one seed (docs/reliability.md); tools/soak runs as many as one likes.</summary>
public class SimulatedRunTests
{
    private const int Seeds = 1000;

    [DeviceFact]
    public void A_thousand_seeds_give_the_normative_numbers_or_one_clear_sentence_in_bounded_time()
    {
        var (tally, problems) = (new Tally(1), new List<string>());
        new Sweep(1, Seeds, Generous.Patience, false, tally).Run(Environment.ProcessorCount, verdict => problems.Add(Sweep.Line(verdict)), () => { });
        Assert.Empty(problems);
        Assert.Equal(Seeds, tally.Seeds);

        // What the seeds must have met, or they show little.
        Assert.True(tally.Right > Seeds, $"{tally.Right} calls gave numbers.");
        Assert.True(tally.Retries > Seeds / 10 && tally.Reconnects > Seeds / 20 && tally.Unbalanced > 0, $"{tally}");
    }

    /// <summary>
    /// Seeds that showed a fault: 90586 a queue that holds no job with per-cell parameters, 918440 a job of an earlier session that was answered in
    /// a later one.
    /// </summary>
    [DeviceTheory]
    [InlineData(90586)]
    [InlineData(93473)]
    [InlineData(231246)]
    [InlineData(436849)]
    [InlineData(918440)]
    public void A_seed_that_once_showed_a_fault_shows_none(long seed) => Assert.Null(SimulatedRun.Of(seed).Problem);

    [DeviceFact]
    public void A_seed_replays_event_for_event()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (first, second) = (new List<string>(), new List<string>());
            var verdicts = (SimulatedRun.Of(seed, first.Add), SimulatedRun.Of(seed, second.Add));
            Assert.Equal(verdicts.Item1, verdicts.Item2);
            Assert.Equal(first, second);
            Assert.True(first.Count > 2, "A seed tells what happens.");
        }
    }

    [DeviceFact]
    public void A_run_begins_with_all_its_tries_though_runs_before_it_failed()
    {
        var settings = new ArraySettings(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), new Window(10, 50, 1));
        using var device = ReferenceDevice.OnTcp(settings.Constants);
        var (broken, breaks) = (false, 0);
        var address = new BoardAddress.Made("unsteady", Guid.NewGuid().ToString(), () =>
        {
            breaks += broken ? 1 : 0;
            return broken ? throw new DeviceMissingException("The port is away.") : new BreakableLink(device.Address.Open(), () => broken);
        });
        using var array = new BoardArray(address, settings, new LinkOptions { Tries = 1, ReconnectSeconds = 0.2 });
        for (var n = 0; n < 3; n++)
        {
            (broken, breaks) = (true, 0);
            var lost = Assert.Throws<DeviceLostException>(() => array.Run(new([1], Features.Mean)));
            Assert.Contains("did not come back", lost.Message, StringComparison.Ordinal);
            Assert.True(breaks > 0, "It must have tried to open the port.");
        }

        broken = false;
        Assert.NotNull(array.Run(new([1], Features.Mean)).MeanX);
    }

    private sealed class BreakableLink(ILink line, Func<bool> isBroken) : ILink
    {
        public int Read(byte[] buffer, CancellationToken cancellation) => line.Read(buffer, cancellation);

        public void Write(ReadOnlySpan<byte> bytes)
        {
            if (isBroken())
            {
                throw new LinkGoneException("the port closed");
            }

            line.Write(bytes);
        }

        public void Dispose() => line.Dispose();
    }
}
