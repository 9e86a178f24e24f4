using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Paper;

/// <summary>A surrogate's run.</summary>
/// <param name="Surrogate">Its name.</param>
/// <param name="Nonlinearity">g of the readout: <c>linear</c> or <c>sigmoid</c>.</param>
/// <param name="Layers">How true its gradient was, one a hidden layer, from the images on.</param>
/// <param name="Test">What training with it gave.</param>
internal sealed record SurrogateRun(string Surrogate, string Nonlinearity, LayerCosines[] Layers, Accuracy Test);

/// <summary>Cosines with the array's own gradient along a run, for one hidden layer: before the first epoch and after each.</summary>
/// <param name="Weights">By the weights into the layer, which is what training moves.</param>
/// <param name="Sums">By each sum into the layer.</param>
internal sealed record LayerCosines(double[] Weights, double[] Sums);

/// <summary>Cosines by the width of the difference, on one trained network.</summary>
/// <param name="Layer">The hidden layer, from 1.</param>
/// <param name="Codes">Codes moved each way.</param>
/// <param name="Du">The same in units of tanh.</param>
/// <param name="Sums">Cosine by the sums into the layer, of the mean-field surrogate.</param>
/// <param name="Weights">Cosine by the weights into it.</param>
internal sealed record StepWidth(int Layer, int Codes, double Du, double Sums, double Weights);

/// <summary>The surrogates compared in one network, and how true their gradients are.</summary>
/// <param name="Hidden">Cells of each hidden layer.</param>
/// <param name="Codes">The width of the difference in each hidden layer, codes each way.</param>
/// <param name="Runs">One for each surrogate and readout non-linearity.</param>
/// <param name="Widths">Why the difference is taken over so many codes.</param>
internal sealed record SurrogateComparison(LayerSizes Hidden, int[] Codes, SurrogateRun[] Runs, StepWidth[] Widths);

/// <summary>One training of the comparison.</summary>
/// <param name="Hidden">Cells of each hidden layer.</param>
/// <param name="Run">What it gave.</param>
/// <param name="Widths">Cosines by the width of the difference; empty for all but one.</param>
internal sealed record SurrogateTraining(LayerSizes Hidden, SurrogateRun Run, StepWidth[] Widths);
