using System.Buffers;
using System.Numerics.Tensors;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>Makes the voter that fits a response table.</summary>
internal static class ResponseTableVoters
{
    // The most samples that are laid out for votes a second time, 32 MiB; of more, each vote lays them out block by block.
    private const long MostLaidOut = 1 << 24;

    /// <summary>In integers for a fixed-point array, in double precision for a floating-point one.</summary>
    public static IVoter Of(ResponseTable responses, Readout readout) => responses.Response.Trace is not { Words: not null } trace
        ? new RealResponseTableVoter(readout, responses.TraceColumnOf, responses.Response.Trace!)
        : (long)trace.Runs * trace.Samples > MostLaidOut ? new LargeResponseTableVoter(responses, readout)
        : new FixedResponseTableVoter(responses, readout);
}

/// <summary>Votes from the traces of a fixed-point response table: the same integers as the device counts.</summary>
/// <remarks>
/// Samples go by in blocks: all images of a part vote on one block of every run, which the second-level cache holds, while the next block is
/// fetched. Where the winner alone is asked for, an image is done as soon as no other class can win any more, after half of its samples at the earliest.
/// </remarks>
internal sealed class FixedResponseTableVoter : IVoter
{
    // The most images of a part: their runs stay in the cache too.
    private const int MostImages = 1024;

    private readonly ResponseTable _responses;
    private readonly FixedReadout _readout;
    private readonly FixedVoter _voter;
    private readonly ReadOnlyMemory<short> _blocks;

    /// <summary>Lays the response table out for voting.</summary>
    public FixedResponseTableVoter(ResponseTable responses, Readout readout)
    {
        _responses = responses;
        _readout = FixedReadout.Of(readout, responses.Settings.Format);
        _voter = FixedVoter.Of(_readout);
        _blocks = responses.ActivationBlocks(_readout)!.Value;
    }

    /// <inheritdoc/>
    public bool LooksUp => true;

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes) => Vote(codes, untilWon: false);

    /// <inheritdoc/>
    public void Winners(ReadOnlySpan<ushort> codes, Span<int> winners) => IVoter.MostVoted(Vote(codes, untilWon: true), winners);

    private int[] Vote(ReadOnlySpan<ushort> codes, bool untilWon)
    {
        var shared = ArrayPool<ushort>.Shared.Rent(codes.Length);
        codes.CopyTo(shared);
        var cells = _readout.Cells;
        var images = codes.Length / cells;
        var votes = new int[images * _readout.Classes];
        var part = Math.Clamp(images / (4 * Environment.ProcessorCount), 1, MostImages);
        Parallel.For(0, (images + part - 1) / part, index =>
        {
            var first = index * part;
            var count = Math.Min(part, images - first);
            VotePart(
                shared.AsSpan(first * cells, count * cells), votes.AsSpan(first * _readout.Classes, count * _readout.Classes), untilWon);
        });
        ArrayPool<ushort>.Shared.Return(shared);
        return votes;
    }

    private void VotePart(ReadOnlySpan<ushort> codes, Span<int> votes, bool untilWon)
    {
        var (cells, classes, samples) = (_readout.Cells, _readout.Classes, _responses.Settings.Window.Samples);
        var rows = _responses.Response.Trace!.Runs;
        var size = rows * ActivationBlocks.Samples;
        var shared = ArrayPool<int>.Shared.Rent(codes.Length);
        var runs = shared.AsSpan(0, codes.Length);
        for (var image = 0; image < codes.Length; image += cells)
        {
            _responses.TraceColumnsOf(codes.Slice(image, cells), runs.Slice(image, cells));
        }

        var images = codes.Length / cells;
        Span<bool> won = stackalloc bool[MostImages];
        var open = images; // on which class wins
        for (var start = 0; start < samples && open > 0; start += ActivationBlocks.Samples)
        {
            var next = _blocks.Span[(start / ActivationBlocks.Samples * size)..];
            var block = next[..size];
            next = next[size..];
            var count = Math.Min(ActivationBlocks.Samples, samples - start);
            var left = samples - start - count;
            for (var image = 0; image < images; image++)
            {
                // Bit by bit the next block comes nearer meanwhile.
                if (!next.IsEmpty)
                {
                    CacheLines.Prefetch(next[Row(image)..Row(image + 1)]);
                }

                if (won[image])
                {
                    continue;
                }

                var ofImage = votes.Slice(image * classes, classes);
                _voter.Add(block, runs.Slice(image * cells, cells), count, ofImage);
                if (untilWon && left <= samples / 2 && IsWon(ofImage, left))
                {
                    won[image] = true;
                    open--;
                }
            }
        }

        ArrayPool<int>.Shared.Return(shared);

        // Where the rows begin that are asked for with an image, words.
        int Row(int image) => (int)((long)rows * image / images) * ActivationBlocks.Samples;
    }

    // True where the samples that are left cannot make another class the first.
    private static bool IsWon(ReadOnlySpan<int> votes, int left)
    {
        var (most, second) = (0, 0);
        foreach (var count in votes)
        {
            (most, second) = (Math.Max(most, count), Math.Max(second, Math.Min(most, count)));
        }

        return most - second > left;
    }
}

/// <summary>Votes from traces in single precision: those of a floating-point response table, or of several response tables one after the other.</summary>
public sealed class RealResponseTableVoter : IVoter
{
    private readonly Readout _readout;
    private readonly float[] _activations; // [run · samples + m], trace by trace
    private readonly int _samples;
    private readonly Func<int, int, int> _runOf;

    /// <summary>Lays traces out for voting.</summary>
    /// <param name="readout">The output layer.</param>
    /// <param name="traces">One or more of equal size; runs of the second are numbered on from those of the first.</param>
    public RealResponseTableVoter(Readout readout, params IReadOnlyList<Trace> traces) : this(readout, (index, _) => index, traces)
    {
    }

    /// <summary>Lays traces out for voting.</summary>
    /// <param name="readout">The output layer.</param>
    /// <param name="runOf">Gives the run of a code at a cell.</param>
    /// <param name="traces">One or more of equal size; runs of the second are numbered on from those of the first.</param>
    public RealResponseTableVoter(Readout readout, Func<int, int, int> runOf, params IReadOnlyList<Trace> traces)
    {
        _runOf = runOf;
        _readout = readout;
        _samples = traces[0].Samples;
        _activations = Activations(readout.Nonlinearity, traces);
    }

    /// <summary>g(x) in single precision, [run · samples + m]; parameters as for the constructor.</summary>
    public static float[] Activations(Nonlinearity nonlinearity, params IReadOnlyList<Trace> traces)
    {
        var (runs, samples) = (traces[0].Runs, traces[0].Samples);
        var activations = new float[samples * runs * traces.Count];
        Parallel.For(0, runs * traces.Count, row =>
        {
            var trace = traces[row / runs];
            for (var m = 0; m < samples; m++)
            {
                activations[(row * samples) + m] = (float)Readout.Apply(nonlinearity, trace[m, row % runs]);
            }
        });
        return activations;
    }

    /// <inheritdoc/>
    public bool LooksUp => true;

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes)
    {
        var all = codes.ToArray();
        var images = all.Length / _readout.Cells;
        var votes = new int[images * _readout.Classes];
        Parallel.For(0, images, image => VoteImage(
            all.AsSpan(image * _readout.Cells, _readout.Cells), votes.AsSpan(image * _readout.Classes, _readout.Classes)));
        return votes;
    }

    private void VoteImage(ReadOnlySpan<ushort> codes, Span<int> votes)
    {
        var best = new float[_samples];
        var winner = new int[_samples];
        var sum = new float[_samples];
        for (var c = 0; c < _readout.Classes; c++)
        {
            sum.AsSpan().Fill(_readout.Bias[c]);
            for (var cell = 0; cell < codes.Length; cell++)
            {
                var row = _activations.AsSpan(_runOf(codes[cell], cell) * _samples, _samples);
                TensorPrimitives.MultiplyAdd(row, _readout.Weights[(cell * _readout.Classes) + c], sum, sum);
            }

            for (var m = 0; m < _samples; m++)
            {
                if (c == 0 || sum[m] > best[m])
                {
                    (best[m], winner[m]) = (sum[m], c);
                }
            }
        }

        foreach (var c in winner)
        {
            votes[c]++;
        }
    }
}
