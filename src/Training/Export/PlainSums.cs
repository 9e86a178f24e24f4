using FhnHw.Files;
using FhnHw.Files.Onnx;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Network;

namespace FhnHw.Training.Export;

/// <summary>Sums in the order that the program likes that runs the graph: matrix products, which every converter of ONNX files knows.</summary>
/// <remarks>A sum, or a tanh, may differ in a last bit from training's; where it lies between two codes, the cell gets the other one.</remarks>
internal sealed class PlainSums : ISumGraph
{
    /// <inheritdoc/>
    public OnnxValue Pixels(OnnxGraph graph, OnnxValue pixels) => pixels;

    /// <inheritdoc/>
    public OnnxValue Sum(OnnxGraph graph, OnnxValue inputs, LayerWeights weights, bool between)
    {
        var product = graph.Add("MatMul", [inputs, graph.Constant("weights", NpyArray.Of(weights.Values, weights.Inputs, weights.Outputs))]);
        return graph.Add("Add", [product, graph.Constant("bias", NpyArray.Of(weights.Bias))]);
    }

    /// <inheritdoc/>
    public OnnxValue Codes(OnnxGraph graph, OnnxValue sums, CurrentCodes codes)
    {
        var most = graph.Constant("mostCode", NpyArray.Scalar((float)codes.MaxCode));
        var signed = graph.Add("Round", [graph.Add("Mul", [graph.Add("Tanh", [sums]), most])]);
        return graph.Cast<long>(graph.Add("Add", [signed, most]));
    }

    /// <inheritdoc/>
    public OnnxValue Votes(OnnxGraph graph, OnnxValue runs, OnnxValue table, VoteGraph vote) =>
        vote.Count(graph, vote.Outputs(graph, graph.Add("Gather", [table, runs])));
}
