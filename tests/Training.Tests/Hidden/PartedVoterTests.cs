using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Hidden;

public sealed class PartedVoterTests
{
    private const int Cells = 9, Classes = 4, Images = 150, Stride = 16, Samples = 105;

    // The last part begins within the one before, and the last sample has fewer steps.
    private static readonly ArraySettings Settings = ArraySettings.Usual with
    {
        Codes = CurrentCodes.OfBits(6),
        Window = new Window(200, (Samples * Stride) - 3, Stride),
        Cells = Cells,
    };

    public static TheoryData<Imperfections> Chips => new(
        Imperfections.Ideal with { OffsetMismatch = 0.5, EpsMismatch = 0.2, Seed = 3 },
        Imperfections.Ideal with { OffsetMismatch = 0.5, GainMismatch = 0.2, Seed = 3 });

    [Theory]
    [MemberData(nameof(Chips))]
    public void Votes_of_the_parts_of_a_window_are_the_votes_of_the_device_to_the_bit(Imperfections imperfections)
    {
        var windows = new List<Window>();
        var settings = Settings with { Imperfections = imperfections };
        using var array = new CpuArray(settings);
        var responses = ResponseTable.Measure(array, Nonlinearity.Linear, mostSamples: 0);
        var (readout, codes) = (new Readout(Nonlinearity.Linear, SmallImages.Noise(Cells * Classes), SmallImages.Noise(Classes, 5)), Codes());
        var voter = new PartedVoter(responses, readout, Open, mostSamples: 32L * ResponseTable.AllRuns(settings).Length);
        Assert.Null(responses.Response.Trace);
        var votes = voter.Vote(codes);
        Assert.Equal(new StreamVoter(array, readout, new TrialCount(settings)).Vote(codes), votes);
        Assert.Equal(Images * Samples, votes.Sum());
        Assert.Single(windows.Select(window => window.Samples).Distinct()); // of one length, for the memory of the one before
        Assert.Equal(settings.Window.TotalSteps, windows[^1].TotalSteps);
        Assert.InRange(windows.Count, 2, 4);
        Assert.Equal(votes, voter.Vote(codes));

        CpuArray Open(ArraySettings part)
        {
            windows.Add(part.Window);
            return new CpuArray(part);
        }
    }

    [Fact]
    public void Cells_vote_part_by_part_where_an_array_can_be_opened_and_their_traces_are_too_large_to_be_kept()
    {
        var settings = Settings with
        {
            Codes = CurrentCodes.OfBits(12),
            Window = new Window(0, 8000, 1),
            Imperfections = Imperfections.Ideal with { EpsMismatch = 0.2, Seed = 3 },
        };
        using var array = new CpuArray(settings);
        var readout = new Readout(Nonlinearity.Linear, SmallImages.Noise(Cells * Classes), SmallImages.Noise(Classes, 5));
        Assert.IsType<PartedVoter>(new HiddenCells(array, open: part => new CpuArray(part)).Voter(readout));
        Assert.IsType<StreamVoter>(new HiddenCells(array).Voter(readout));
    }

    private static ushort[] Codes()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Cells * Images).Select(_ => (ushort)random.Next(Settings.Codes.Count))];
    }
}
