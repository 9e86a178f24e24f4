using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>
/// Cells that start from random states. An array has one initial state, so there is one response table for each of a few states, and every
/// run of every cell draws one of them.
/// </summary>
internal sealed class RandomStarts(IReadOnlyList<ResponseTable> tables, int seed) : HiddenLayer, IForward
{
    private const int States = 6;

    private readonly Random _random = new(seed);
    private float[] _tanh = [];
    private ushort[] _codes = [];

    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public override IForward Forward => this;

    /// <inheritdoc/>
    public override Nonlinearity Nonlinearity => tables[0].Nonlinearity;

    /// <inheritdoc/>
    public override CurrentCodes Codes => tables[0].Settings.Codes;

    /// <summary>Measures the device from states drawn uniformly from |x| ≤ 1.5, |y| ≤ 0.5: one response table a state, with a linear readout.</summary>
    public static ResponseTable[] Measure(PaperContext context, ArraySettings settings)
    {
        var random = new Random(context.Plan.Seed);
        double Draw(double most) => most * ((2 * random.NextDouble()) - 1);
        var tables = new ResponseTable[States];
        for (var state = 0; state < States; state++)
        {
            var cell = settings.Parameters;
            using var array = context.Create(settings with { Parameters = new CellParameters(cell.Eps, cell.A, Draw(1.5), Draw(0.5)) });
            tables[state] = ResponseTable.Measure(array, Nonlinearity.Linear);
        }

        return tables;
    }

    /// <inheritdoc/>
    public void Respond(ReadOnlySpan<float> sums, Span<float> activations)
    {
        Scratch.Ensure(ref _tanh, sums.Length);
        Scratch.Ensure(ref _codes, sums.Length);
        CurrentEncoder.Of(sums, Codes, _tanh, _codes.AsSpan(0, sums.Length));
        for (var i = 0; i < activations.Length; i++)
        {
            activations[i] = tables[_random.Next(States)].Activations[_codes[i]];
        }
    }

    /// <summary>The sigmoid surrogate, with which the trials of random starts are made.</summary>
    public override ISurrogate Surrogate(string name, CellCalibration? calibration = null) => new SigmoidSurrogate(Nonlinearity);

    /// <inheritdoc/>
    public override IVoter Voter(Readout readout) => new Mixed(
        new RealResponseTableVoter(readout, [.. tables.Select(responses => responses.Response.Trace!)]), Codes.Count, _random);

    private sealed class Mixed(RealResponseTableVoter voter, int count, Random random) : IVoter
    {
        public int[] Vote(ReadOnlySpan<ushort> codes)
        {
            var drawn = new ushort[codes.Length];
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = (ushort)(codes[i] + (count * random.Next(States)));
            }

            return voter.Vote(drawn);
        }
    }
}
