using FhnHw.Kernels.Arrays;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>What was trained and seen on the reference.</summary>
/// <param name="Networks">Trained in its loop, one a seed.</param>
/// <param name="Predictions">Class by vote of each test image, with the first of them.</param>
/// <param name="Cells">Its single cells.</param>
/// <param name="Cycles">Its mean cycle at each current.</param>
internal sealed record ReferenceNetworks(NetworkWeights[] Networks, int[] Predictions, CellPoint[] Cells, double[][] Cycles)
{
    /// <summary>What every format is compared with.</summary>
    /// <param name="plain">A network trained without cells.</param>
    public CompareReference Against(NetworkWeights plain) => new(plain, Networks[0], Predictions, Cells, Cycles);
}

/// <summary>The reference, measured like every format: its networks need no plain network and are trained beside it.</summary>
/// <param name="context">Images and plan.</param>
internal sealed class ReferenceTrial(CompareContext context) : IDisposable
{
    private readonly Lock _turn = new();
    private ICellArray? _array;
    private FormatTrial? _trial;

    /// <summary>Looks at single cells and trains the networks.</summary>
    /// <param name="told">Told the share done.</param>
    public ReferenceNetworks Train(Action<double> told)
    {
        var trial = Trial();
        double[][] cycles = [.. CellTrial.Spikes(context, ComparedFormat.Reference, out _).Select(PhaseAlignment.MeanCycle)];
        var points = CellTrial.Run(context, ComparedFormat.Reference, cycles);
        var networks = trial.Train(told);
        return new ReferenceNetworks(networks, trial.Predict(networks[0]).Votes, points, cycles);
    }

    /// <summary>All that is said of the reference itself.</summary>
    /// <param name="trained">Its networks.</param>
    /// <param name="plain">A network trained without cells.</param>
    public FormatResult Result(ReferenceNetworks trained, NetworkWeights plain) =>
        Trial().Result(trained.Cells, trained.Networks, trained.Against(plain));

    /// <summary>Gives back the array.</summary>
    public void Dispose() => _array?.Dispose();

    // Its response table is measured once, by whichever task comes first.
    private FormatTrial Trial()
    {
        lock (_turn)
        {
            return _trial ??= new FormatTrial(context, ComparedFormat.Reference, _array ??= context.ForNetwork(ComparedFormat.Reference));
        }
    }
}
