using FhnHw.Files.Onnx;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Network;

namespace FhnHw.Training.Export;

/// <summary>How the parts of a network whose bits depend on the program that runs them are put into a graph.</summary>
internal interface ISumGraph
{
    /// <summary>Pixels as the network was trained on them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="pixels">images × pixels, 0 to 1.</param>
    OnnxValue Pixels(OnnxGraph graph, OnnxValue pixels);

    /// <summary>W · inputs + b of every image.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">images × inputs.</param>
    /// <param name="weights">W and b.</param>
    /// <param name="between">True between two hidden layers, where training multiplies and adds in one rounding.</param>
    /// <returns>images × outputs.</returns>
    OnnxValue Sum(OnnxGraph graph, OnnxValue inputs, LayerWeights weights, bool between);

    /// <summary>The current codes of sums, as 64-bit indices.</summary>
    OnnxValue Codes(OnnxGraph graph, OnnxValue sums, CurrentCodes codes);

    /// <summary>The samples that each class wins.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="runs">images × cells: which row of the table each cell reads.</param>
    /// <param name="table">g(x) of every run, sample by sample.</param>
    /// <param name="vote">The output layer.</param>
    /// <returns>images × classes.</returns>
    OnnxValue Votes(OnnxGraph graph, OnnxValue runs, OnnxValue table, VoteGraph vote);
}
