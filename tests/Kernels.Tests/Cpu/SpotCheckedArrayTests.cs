using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Cpu;

/// <summary>An array that is checked is the array itself, to the bit.</summary>
public class SpotCheckedArrayContractTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        new SpotCheckedArray(new CpuArray(settings, LaneChoice.Portable32), SpotCheckedArray.BoardShare);
}

/// <summary>Wrong numbers that no charge balance shows are found, and the device is named.</summary>
public class SpotCheckedArrayTests
{
    private const Features Every = Features.Trace | Features.Signs | Features.Ends | Features.Activation | Features.Votes;

    private static readonly Readout Readout = RandomReadouts.Draw(new Random(3), 10, 3, 1, Nonlinearity.Linear);

    public static TheoryData<string, Features> Faults => new()
    {
        { "X", Features.Trace },
        { "a sign", Features.Signs },
        { "Y", Features.Ends },
        { "Y", Features.Mean },
        { "the activation", Features.Activation },
        { "the vote", Features.Votes },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_wrong_number_in_the_first_batch_is_found(string what, Features features)
    {
        using var array = new SpotCheckedArray(new FaultyArray(SmallArrays.Settings, (_, response) => Spoil(response, 37)));
        var lost = Assert.Throws<WrongNumbersException>(() => array.Run(new(Codes(100), features, Readout)));
        Assert.Matches($"^.* \\(faulty\\) gives wrong numbers: {what} of a run with current code [0-9]+ is not what the normative step gives.$", lost.Message);
        Assert.Equal(
            ["Action compare the device with the CPU array faulty", "Action try another device"], lost.Remedies.Select(remedy => remedy.ToString()));
    }

    [Fact]
    public void A_fault_that_comes_later_and_stays_is_found_too_if_not_at_once()
    {
        var batches = 0;
        using var array = new SpotCheckedArray(new FaultyArray(SmallArrays.Settings, (_, response) => Spoil(response, ++batches > 500 ? 37 : -1)));
        Assert.Throws<WrongNumbersException>(() =>
        {
            while (batches < 20_000)
            {
                array.Run(new(Codes(100), Features.Mean));
            }
        });
        Assert.True(batches > 500, "It began later.");
    }

    [Fact]
    public void Of_many_runs_less_than_a_hundredth_is_checked()
    {
        var settings = SmallArrays.Settings with { Window = new Window(0, 20_000, 100) };
        using var array = new SpotCheckedArray(new FaultyArray(settings, (_, _) => { }));
        var runs = 0;
        for (var batch = 0; batch < 100; batch++)
        {
            runs += array.Run(new(Codes(3000), Features.Mean)).Runs;
        }

        Assert.InRange(array.CheckedRuns, runs / 400, runs / 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cells_with_parameters_of_their_own_are_checked_trial_by_trial(bool stateful)
    {
        var settings = SmallArrays.Settings with { Cells = 20, Imperfections = Imperfections.Preset("lab") with { Stateful = stateful } };
        var spoilt = false;
        using var array = new SpotCheckedArray(new FaultyArray(settings, (_, response) => Spoil(response, spoilt ? 0 : -1)));
        for (var trial = 0u; trial < 9; trial += 3)
        {
            array.Run(new(Codes(60), Every & ~Features.Votes, RandomReadouts.Draw(new Random(3), 20, 3, 1, Nonlinearity.Linear), trial));
        }

        Assert.True(array.CheckedRuns >= 60, $"{array.CheckedRuns} runs were checked.");
        spoilt = true;
        Assert.Throws<WrongNumbersException>(() => array.Run(new(Codes(60), Features.Trace, null, 9)));
    }

    [Fact]
    public void A_mean_of_samples_is_compared_with_the_mean_of_samples()
    {
        var settings = SmallArrays.Settings with { Window = new Window(40, 300, 7) };
        var spoilt = 0.0;
        using var array = new SpotCheckedArray(new FaultyArray(settings, (_, response) => MeansOfSamples(response, spoilt)) { Native = Features.Trace });
        array.Run(new(Codes(100), Features.Trace | Features.Mean));
        spoilt = 1e-6;
        var lost = Assert.Throws<WrongNumbersException>(() => array.Run(new(Codes(100), Features.Trace | Features.Mean)));
        Assert.Contains("the mean of a run", lost.Message, StringComparison.Ordinal);
    }

    private static void MeansOfSamples(Response response, double spoilt)
    {
        for (var run = 0; run < response.Runs; run++)
        {
            response.MeanX![run] = Enumerable.Range(0, response.Trace!.Samples).Average(sample => response.Trace[sample, run]) + spoilt;
        }
    }

    private static ushort[] Codes(int runs) => [.. Enumerable.Range(0, runs).Select(n => (ushort)(n % 127))];

    private static void Spoil(Response response, int run)
    {
        if (run < 0)
        {
            return;
        }

        _ = response.Trace is { Words: { } words } ? words[run] ^= 1 : 0;
        _ = response.Signs is { } signs ? signs.Words[run] ^= 2 : 0;
        _ = response.Ends is { } ends ? ends[run] = ends[run] with { Last = ends[run].Last + 1 } : default;
        _ = response.MeanX is { } means ? means[run] += 1e-12 : 0;
        _ = response.ActivationSum is { } sums ? sums[run]++ : 0;
        _ = response.Votes is { } votes ? votes[run / 10]++ : 0;
    }
}
