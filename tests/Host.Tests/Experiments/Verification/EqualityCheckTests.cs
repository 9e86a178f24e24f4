using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Verification;

public class EqualityCheckTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(), new CellParameters(), CurrentCodes.OfBits(7, -1), new Window(500, 700, 16));

    [Fact]
    public void Two_sound_arrays_are_equal_in_every_check()
    {
        var report = Check((_, _) => { });
        Assert.True(report.Equal);
        Assert.Null(report.FirstDifference);
        Assert.Equal(127, report.Codes);
        Assert.Equal(1200, report.Steps);
        Assert.All(report.Findings, finding => Assert.True(finding.Values > 0));
        Assert.Equal(127L * 1200, report.Findings[0].Values);
    }

    [Fact]
    public void One_flipped_bit_of_a_trace_is_named_with_cell_step_and_both_values()
    {
        var report = Check((currents, response) =>
        {
            if (response.Trace is FixedTrace { Samples: 1200 } trace)
            {
                trace.Words[(777 * trace.Runs) + 42] ^= 4;
            }
        });

        var first = report.FirstDifference!;
        Assert.False(report.Equal);
        Assert.Equal((42, 777), (first.Cell, first.Step));
        Assert.Equal(4, first.Expected ^ first.Got);
        Assert.Equal(Settings.Codes.Currents[42], first.Current);
        Assert.Equal(1, report.Findings[0].Different);
        Assert.Equal(1, report.Findings.Single(finding => finding.Name == "charge balance of faulty").Different);
        Assert.Equal(773, report.Around!.FirstStep);
        Assert.Equal(9, report.Around.Got.Length);
        Assert.Equal(first.Got, report.Around.Got[4]);
    }

    [Fact]
    public void The_first_difference_is_that_of_the_first_code_not_of_the_first_step()
    {
        var report = Check((currents, response) =>
        {
            if (response.Trace is FixedTrace { Samples: 1200 } trace)
            {
                trace.Words[(3 * trace.Runs) + 90]++;
                trace.Words[(1199 * trace.Runs) + 5]++;
            }
        });
        Assert.Equal((5, 1199), (report.FirstDifference!.Cell, report.FirstDifference.Step));
        Assert.Equal(5, report.Around!.Expected.Length);
    }

    [Fact]
    public void A_wrong_vote_alone_is_found()
    {
        var report = Check((_, response) =>
        {
            if (response.Votes is { } votes && response.Trace is null)
            {
                votes[13]++;
            }
        });
        Assert.False(report.Equal);
        Assert.Equal("votes, linear readout", report.FirstDifference!.Check);
        Assert.Equal(100, report.FirstDifference.Cell);
        Assert.Equal(1200, report.FirstDifference.Step);
        Assert.Equal(0, report.Findings[0].Different);
    }

    [Fact]
    public void A_wrong_end_of_Y_is_found()
    {
        var report = Check((_, response) =>
        {
            if (response.Ends is { } ends && response.Trace is null)
            {
                ends[7] = ends[7] with { Last = ends[7].Last + 1 };
            }
        });
        Assert.Equal(["Y at the window's ends"], report.Findings.Where(finding => !finding.Equal).Select(finding => finding.Name));
        Assert.Equal(7, report.FirstDifference!.Cell);
    }

    [Fact]
    public void Progress_ends_at_the_total()
    {
        var last = 0L;
        var check = new EqualityCheck(settings => new CpuArray(settings), settings => new CpuArray(settings), Settings, 1);
        check.Run(done => last = done, CancellationToken.None);
        Assert.Equal(check.TotalWork, last);
    }

    private static EqualityReport Check(Action<ushort[], Response> fault) =>
        new EqualityCheck(settings => new CpuArray(settings), settings => new FaultyArray(settings, fault), Settings, 1)
            .Run(_ => { }, CancellationToken.None);
}
