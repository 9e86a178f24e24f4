using System.Numerics.Tensors;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Seeding;

namespace FhnHw.Training.Hidden.Units;

/// <summary>
/// Votes of a layer under noise, on the host in single precision: the noise is on what the readout sees of each cell at each sample.
/// </summary>
internal sealed class NoisyVoter : IVoter
{
    // The most samples of cells that are held at once: 64 MiB.
    private const long MostSamples = 1 << 24;

    private readonly ISampleSource _source;
    private readonly UnitLayout _layout;
    private readonly ushort _ghost;
    private readonly Readout _readout;
    private readonly float[] _weights; // [cell · classes + class], of the mean over a unit's cells
    private readonly TestNoise _test;
    private readonly ulong _key;
    private long _images;

    /// <summary>Prepares the voting.</summary>
    /// <param name="source">The cells' samples without noise.</param>
    /// <param name="layout">Which cells make up a unit.</param>
    /// <param name="ghost">Current code of ghosts.</param>
    /// <param name="readout">The output layer, of units.</param>
    /// <param name="test">The noise.</param>
    /// <param name="layer">The layer, from 0.</param>
    public NoisyVoter(ISampleSource source, UnitLayout layout, ushort ghost, Readout readout, TestNoise test, int layer)
    {
        (_source, _layout, _ghost, _readout, _test) = (source, layout, ghost, readout, test);
        _weights = layout.SpreadWeights(readout.Weights, readout.Classes);
        TensorPrimitives.Divide(_weights, layout.Pool, _weights);
        _key = Normals.Key(test.Seed, SeedPurpose.VoteNoise, layer);
    }

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes)
    {
        var (images, classes) = (codes.Length / _layout.Units, _readout.Classes);
        var ofCells = new ushort[images * _layout.Cells];
        _layout.Spread(codes, ofCells, _ghost);
        var votes = new int[images * classes];
        var atOnce = (int)Math.Clamp(MostSamples / ((long)_layout.Cells * _source.Samples), 1, images);
        for (var first = 0; first < images; first += atOnce)
        {
            var (start, count) = (first, Math.Min(atOnce, images - first));
            var rows = _source.RowsOf(ofCells[(start * _layout.Cells)..((start + count) * _layout.Cells)]);
            Parallel.For(0, count, () => new NoisySamples(_test, _source.Samples), (image, _, noise) =>
            {
                noise.Begin(Normals.Key(_key, _images + start + image));
                VoteImage(rows, image * _layout.Cells, noise, votes.AsSpan((start + image) * classes, classes));
                return noise;
            }, _ => { });
        }

        _images += images;
        return votes;
    }

    private void VoteImage(SampleRows rows, int place, NoisySamples noise, Span<int> votes)
    {
        var (samples, classes, real) = (_source.Samples, _readout.Classes, _layout.Units * _layout.Pool);
        for (var ghost = real; ghost < _layout.Cells; ghost++)
        {
            noise.Measure(rows[place + ghost], ghost, _layout.Ghosts);
        }

        var sums = new float[classes * samples];
        for (var c = 0; c < classes; c++)
        {
            sums.AsSpan(c * samples, samples).Fill(_readout.Bias[c]);
        }

        for (var cell = 0; cell < real; cell++)
        {
            var seen = noise.Of(rows[place + cell], cell);
            for (var c = 0; c < classes; c++)
            {
                var sum = sums.AsSpan(c * samples, samples);
                TensorPrimitives.MultiplyAdd(seen, _weights[(cell * classes) + c], sum, sum);
            }
        }

        for (var m = 0; m < samples; m++)
        {
            var best = 0;
            for (var c = 1; c < classes; c++)
            {
                best = sums[(c * samples) + m] > sums[(best * samples) + m] ? c : best;
            }

            votes[best]++;
        }
    }
}
