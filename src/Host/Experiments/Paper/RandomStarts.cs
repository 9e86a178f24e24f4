using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>
/// Cells that start from random states. An array has one initial state, so there is one atlas for each of a few states, and every
/// run of every cell draws one of them.
/// </summary>
internal sealed class RandomStarts(IReadOnlyList<Atlas> atlases, int seed) : HiddenLayer, IForward
{
    private const int States = 6;

    private readonly Random _random = new(seed);
    private float[] _tanh = [];
    private ushort[] _indices = [];

    /// <inheritdoc/>
    public string Name => "atlas";

    /// <inheritdoc/>
    public override IForward Forward => this;

    /// <inheritdoc/>
    public override Activation Activation => atlases[0].Activation;

    /// <inheritdoc/>
    public override CurrentLevels Levels => atlases[0].Settings.Levels;

    /// <summary>Measures the device from states drawn uniformly from |x| ≤ 1.5, |y| ≤ 0.5.</summary>
    public static RandomStarts Measure(PaperBench bench, ArraySettings settings, Activation activation)
    {
        var random = new Random(bench.Plan.Seed);
        double Draw(double most) => most * ((2 * random.NextDouble()) - 1);
        var atlases = new Atlas[States];
        for (var state = 0; state < States; state++)
        {
            var cell = settings.Parameters;
            using var array = bench.Create(settings with { Parameters = new CellParameters(cell.Eps, cell.A, Draw(1.5), Draw(0.5)) });
            atlases[state] = Atlas.Measure(array, activation);
        }

        return new RandomStarts(atlases, bench.Plan.Seed);
    }

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> answers)
    {
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _indices, sums.Length);
        CurrentCodes.Of(sums, Levels, _tanh, _indices.AsSpan(0, sums.Length));
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = atlases[_random.Next(States)].Answers[_indices[i]];
        }
    }

    /// <summary>The sigmoid surrogate, with which the trials of random starts are made.</summary>
    public override ISurrogate Surrogate(string name, CellProfile? profile = null) => new SigmoidSurrogate(Activation);

    /// <inheritdoc/>
    public override IVoter Voter(Readout readout) => new Mixed(
        new RealAtlasVoter(readout, [.. atlases.Select(atlas => atlas.Response.Trace!)]), Levels.Count, _random);

    private sealed class Mixed(RealAtlasVoter voter, int levels, Random random) : IVoter
    {
        public int[] Vote(ReadOnlySpan<ushort> indices)
        {
            var drawn = new ushort[indices.Length];
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = (ushort)(indices[i] + (levels * random.Next(States)));
            }

            return voter.Vote(drawn);
        }
    }
}
