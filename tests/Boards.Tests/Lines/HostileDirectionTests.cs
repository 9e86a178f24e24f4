using FhnHw.Boards.Lines;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Lines;

/// <summary>What a hostile line makes of bytes: a function of the seed and of their number alone.</summary>
public class HostileDirectionTests
{
    private static readonly byte[] Sent = [.. Enumerable.Range(0, 20_000).Select(n => (byte)(n * 7 % 256))];

    private readonly ManualTime _time = new();
    private readonly FaultTally _tally = new();

    public static TheoryData<FaultKinds> ByteKinds =>
        [FaultKinds.Flips, FaultKinds.Drops, FaultKinds.Repeats, FaultKinds.Insertions, FaultKinds.Swaps, FaultKinds.Baud];

    [Theory]
    [MemberData(nameof(ByteKinds))]
    public void The_same_bytes_are_damaged_in_whatever_pieces_they_come(FaultKinds kind)
    {
        var whole = Pass(Plan(kind, 500), Sent.Length, 1 << 16);
        Assert.NotEqual(Sent, whole);
        Assert.True(_tally[kind] is > 20 and < 60, $"{_tally} of {Sent.Length} bytes");
        Assert.Equal(whole, Pass(Plan(kind, 500), 1, 3));
        Assert.Equal(whole, Pass(Plan(kind, 500), 777, 64));
        Assert.NotEqual(whole, Pass(new FaultPlan(8, FaultKinds.None).With(kind, 500), Sent.Length, 1 << 16));
    }

    [Fact]
    public void A_kind_of_fault_falls_on_the_same_bytes_beside_others()
    {
        var alone = Pass(Plan(FaultKinds.Repeats, 5000), 100, 100);
        var beside = Pass(Plan(FaultKinds.Repeats, 5000).With(FaultKinds.Stalls, 3000).With(FaultKinds.Slow, 3000), 100, 100);
        Assert.Equal(alone, beside);
        Assert.True(_tally[FaultKinds.Stalls] > 0 && _tally[FaultKinds.Slow] > 0, $"{_tally}");
    }

    [Fact]
    public void Without_faults_every_byte_comes_at_once()
    {
        var line = Line(new FaultPlan(1, FaultKinds.None));
        Assert.Null(line.Wait);
        line.Push(Sent);
        Assert.Equal(TimeSpan.Zero, line.Wait);
        var got = new byte[Sent.Length + 1];
        Assert.Equal(Sent.Length, line.Take(got));
        Assert.Equal(Sent, got[..Sent.Length]);
        Assert.Null(line.Wait);
    }

    [Fact]
    public void A_stall_passes_by_the_clock_and_nothing_is_lost()
    {
        var line = Line(Plan(FaultKinds.Stalls, 10_000));
        line.Push(Sent);
        var got = new byte[Sent.Length];
        var before = line.Take(got);
        Assert.True(before < Sent.Length && line.Wait > TimeSpan.Zero, "The stall has begun.");
        _time.Move(line.Wait!.Value / 2);
        Assert.Equal(0, line.Take(got.AsSpan(before)));
        _time.Move(line.Wait!.Value);
        Assert.True(line.Take(got.AsSpan(before)) > 0, "The stall is over.");
        Assert.Equal(Sent[..(before + 1)], got[..(before + 1)]);
    }

    [Theory]
    [InlineData(FaultKinds.Unplug)]
    [InlineData(FaultKinds.HalfOpen)]
    public void After_the_end_nothing_passes(FaultKinds kind)
    {
        var line = Line(Plan(kind, 1000));
        line.Push(Sent);
        Assert.Equal(kind == FaultKinds.Unplug, line.IsUnplugged);
        Assert.Equal(kind == FaultKinds.HalfOpen, line.IsHalfOpen);
        Assert.Equal(kind == FaultKinds.Unplug, line.Away > TimeSpan.Zero);
        Assert.True(line.Take(new byte[Sent.Length]) < 2001, "It ends within twice the mean.");
        line.Push(Sent);
        Assert.Null(line.Wait);
    }

    [Theory]
    [InlineData("7", "7", FaultKinds.Survivable)]
    [InlineData("7/flips,unplug", "7/flips,unplug", FaultKinds.Flips | FaultKinds.Unplug)]
    [InlineData("0/unplug=9,flips=100000", "0/flips,unplug=9", FaultKinds.Flips | FaultKinds.Unplug)]
    public void A_plan_is_read_as_it_is_written(string text, string written, FaultKinds kinds)
    {
        var plan = FaultPlan.TryParse(text)!;
        Assert.Equal((written, kinds), (plan.ToString(), plan.Kinds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("7/")]
    [InlineData("7/flip")]
    [InlineData("7/flips=0")]
    [InlineData("7/flips=x")]
    [InlineData("7/flips/drops")]
    public void What_is_no_plan_is_none(string text) => Assert.Null(FaultPlan.TryParse(text));

    private static FaultPlan Plan(FaultKinds kind, int every) => new FaultPlan(7, FaultKinds.None).With(kind, every);

    private HostileDirection Line(FaultPlan plan) => new(plan, [0, 1], _time, _tally);

    // What comes out, pushed and taken in pieces.
    private byte[] Pass(FaultPlan plan, int pushed, int taken)
    {
        var line = Line(plan);
        var got = new List<byte>();
        var piece = new byte[taken];
        foreach (var bytes in Sent.Chunk(pushed))
        {
            line.Push(bytes);
            while (line.Wait is { } wait)
            {
                _time.Move(wait);
                got.AddRange(piece[..line.Take(piece)]);
            }
        }

        return [.. got];
    }
}
