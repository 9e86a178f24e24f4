using System.Diagnostics;
using FhnHw.Boards.Arrays;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;

namespace FhnHw.Host.Experiments.Selftest;

/// <summary>What a long self-test has counted so far.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="Runs">Runs of cells that were answered.</param>
/// <param name="Values">Values of x and means compared with the normative step; 0 for a board that does not compute it.</param>
/// <param name="Wrong">Those that differ.</param>
/// <param name="Jobs">Jobs done.</param>
/// <param name="BytesUp">Bytes to the board.</param>
/// <param name="BytesDown">Bytes from the board.</param>
/// <param name="Heartbeats">Heartbeats received.</param>
/// <param name="DamagedFrames">Damaged frames received.</param>
/// <param name="Retries">Sessions begun again.</param>
/// <param name="Reconnects">Times that the board was lost and came back.</param>
/// <param name="Unbalanced">Replies whose charge did not balance, asked again.</param>
/// <param name="LongestCall">Seconds of the call of the array that took longest.</param>
/// <param name="WorkingSet">Bytes of memory of this program.</param>
internal sealed record SelftestTally(
    double Seconds, long Runs, long Values, long Wrong, long Jobs, long BytesUp, long BytesDown, long Heartbeats, long DamagedFrames,
    long Retries, long Reconnects, long Unbalanced, double LongestCall, long WorkingSet);

/// <summary>
/// Keeps a board busy for as long as one likes, on random codes, and compares every answer with the normative step: traces and means in
/// turn, so that both directions of the line and the cells work.
/// </summary>
internal static class LongSelftest
{
    // Runs of a call: some jobs, and a fraction of a second on the slowest line.
    private const int RunsACall = 64;

    /// <summary>Runs until the time is up, once at least.</summary>
    /// <param name="array">The board, made for <see cref="BoardSelftest.SettingsFor"/>.</param>
    /// <param name="length">How long.</param>
    /// <param name="every">How often <paramref name="told"/> is told.</param>
    /// <param name="told">Gets the tally now and then, and once more where the board is lost.</param>
    /// <param name="seed">Of the codes.</param>
    /// <param name="cancellation">Ends it early; the tally is returned all the same.</param>
    /// <returns>The last tally.</returns>
    /// <exception cref="DeviceLostException">The board is gone.</exception>
    public static SelftestTally Run(
        BoardArray array, TimeSpan length, TimeSpan every, Action<SelftestTally> told, int seed, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var next = every;
        var random = new Random(seed);
        var counted = new Counted();
        using var normative = array.Board.Greeting.IsNormative ? new CpuArray(array.Settings) : null;
        Features[] kinds = [.. new[] { Features.Trace, Features.Mean }.Where(kind => array.Describe().Capabilities.Computes(kind))];
        for (var call = 0; ; call++)
        {
            try
            {
                Compare(array, normative, kinds[call % kinds.Length], Codes(random, array.Settings.Codes), counted);
            }
            catch (Exception error) when (error is DeviceLostException or ChargeBalanceException)
            {
                told(Tally(array, counted, Stopwatch.GetElapsedTime(start))); // hours of it may have gone well
                throw;
            }

            var passed = Stopwatch.GetElapsedTime(start);
            if (passed >= length || cancellation.IsCancellationRequested)
            {
                return Tally(array, counted, passed);
            }

            if (passed >= next)
            {
                told(Tally(array, counted, passed));
                next += every;
            }
        }
    }

    private static ushort[] Codes(Random random, CurrentCodes codes) =>
        [.. Enumerable.Range(0, RunsACall).Select(_ => (ushort)random.Next(codes.Count))];

    private static void Compare(BoardArray array, CpuArray? normative, Features kind, ushort[] codes, Counted counted)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = array.Run(new RunRequest(codes, kind));
        counted.Longest = Math.Max(counted.Longest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        counted.Runs += codes.Length;
        if (normative is null)
        {
            return;
        }

        var expected = normative.Run(new RunRequest(codes, kind));
        if (kind == Features.Trace)
        {
            counted.Take<short>(answer.Trace!.Words!.AsSpan(), expected.Trace!.Words!.AsSpan());
        }
        else
        {
            counted.Take(answer.MeanX!.AsSpan(), expected.MeanX!);
        }
    }

    private static SelftestTally Tally(BoardArray array, Counted counted, TimeSpan passed)
    {
        var link = array.Board.Statistics;
        return new SelftestTally(
            passed.TotalSeconds, counted.Runs, counted.Values, counted.Wrong, link.Jobs, link.BytesSent, link.BytesReceived, link.Heartbeats,
            link.DamagedFrames, link.Retries, link.Reconnects, link.Unbalanced, counted.Longest, Environment.WorkingSet);
    }

    private sealed class Counted
    {
        public long Runs, Values, Wrong;
        public double Longest;

        public void Take<T>(ReadOnlySpan<T> answer, ReadOnlySpan<T> expected) where T : IEquatable<T>
        {
            Values += expected.Length;
            for (var index = 0; index < expected.Length; index++)
            {
                Wrong += answer[index].Equals(expected[index]) ? 0 : 1;
            }
        }
    }
}
