using System.Numerics.Tensors;
using FhnHw.Kernels.Arrays;

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
