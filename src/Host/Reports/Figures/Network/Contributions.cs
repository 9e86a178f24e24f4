using FhnHw.Training.Network;

namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>What each cell of the last hidden layer adds to the mean output of one class, less what it adds to that of another.</summary>
internal sealed class Contributions
{
    /// <summary>So many cells are shown that speak for the class, and as many that speak against it.</summary>
    public const int Most = 5;

    private readonly LayerWeights _weights;
    private readonly bool _ofSamples;

    /// <summary>Reckons them.</summary>
    /// <param name="weights">The weights that lead to the classes.</param>
    /// <param name="activations">The mean of g(x) of each cell.</param>
    /// <param name="classes">The two classes.</param>
    /// <param name="ofSamples">True where the means are of the window's samples, as the traces that are drawn; false where of every step.</param>
    public Contributions(LayerWeights weights, float[] activations, ClassPair classes, bool ofSamples = true)
    {
        (_weights, Activations, Classes, _ofSamples) = (weights, activations, classes, ofSamples);
        Sums = [.. activations.Select((mean, cell) => ((double)weights.Matrix[classes.By, cell] - weights.Matrix[classes.Over, cell]) * mean)];
        Order = [.. Enumerable.Range(0, Sums.Length).OrderByDescending(cell => Sums[cell])];
        Shown = [.. Order.Where(cell => Sums[cell] > 0).Take(Most), .. Order.Where(cell => Sums[cell] < 0).TakeLast(Most)];
    }

    /// <summary>The two classes.</summary>
    public ClassPair Classes { get; }

    /// <summary>The mean of g(x) of each cell.</summary>
    public float[] Activations { get; }

    /// <summary>What each cell adds.</summary>
    public double[] Sums { get; }

    /// <summary>The cells, from the one that speaks most for the class to the one that speaks most against it.</summary>
    public int[] Order { get; }

    /// <summary>Those of them that speak most for it, and those that speak most against it.</summary>
    public int[] Shown { get; }

    /// <summary>The sum over the cells that speak for the class.</summary>
    public double For => Sums.Where(sum => sum > 0).Sum();

    /// <summary>The sum over the cells that speak against it.</summary>
    public double Against => Sums.Where(sum => sum < 0).Sum();

    /// <summary>The sum over all cells, with the bias: by how much the mean output of the class lies above that of the other one.</summary>
    public double Total => Sums.Sum() + _weights.Bias[Classes.By] - _weights.Bias[Classes.Over];

    /// <summary>What the total is of, in words that follow it; empty where there is nothing to say.</summary>
    public string TotalIs => (_weights.Bias.All(bias => bias == 0) ? "" : " with the bias")
        + (_ofSamples ? ", of the window's samples (mean outputs are of every step)" : "");

    /// <summary>W2 of the class less W2 of the other one.</summary>
    public float Difference(int cell) => _weights.Matrix[Classes.By, cell] - _weights.Matrix[Classes.Over, cell];
}
