using FhnHw.Kernels.Arrays;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>The reference, measured like every format: its networks need no plain network and are trained beside it.</summary>
internal sealed class ReferenceTrial : IDisposable
{
    private readonly ICellArray _array;
    private readonly FormatTrial _trial;
    private readonly double[][] _cycles;
    private readonly CellPoint[] _points;
    private readonly NetworkWeights[] _networks;

    private ReferenceTrial(CompareContext context, Action<double> told)
    {
        _array = context.ForNetwork(ComparedFormat.Reference);
        _trial = new FormatTrial(context, ComparedFormat.Reference, _array);
        _cycles = [.. CellTrial.Spikes(context, ComparedFormat.Reference, out _).Select(PhaseAlignment.MeanCycle)];
        _points = CellTrial.Run(context, ComparedFormat.Reference, _cycles);
        _networks = _trial.Train(told);
    }

    /// <summary>Looks at single cells and trains the networks.</summary>
    public static ReferenceTrial Train(CompareContext context, Action<double> told) => new(context, told);

    /// <summary>What every format is compared with.</summary>
    /// <param name="plain">A network trained without cells.</param>
    public CompareReference Against(NetworkWeights plain) => new(plain, _networks[0], _trial.Predict(_networks[0]).Votes, _points, _cycles);

    /// <summary>All that is said of the reference itself.</summary>
    public FormatResult Result(CompareReference reference) => _trial.Result(_points, _networks, reference);

    /// <summary>Gives back the array.</summary>
    public void Dispose() => _array.Dispose();
}
