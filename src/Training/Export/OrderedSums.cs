using FhnHw.Files;
using FhnHw.Files.Onnx;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Network;

namespace FhnHw.Training.Export;

/// <summary>Sums in training's own order and rounding, so that every answer is the same whatever runs the graph.</summary>
/// <remarks>
/// A Scan is a loop whose order is part of ONNX's definition, and its steps are products and sums of single numbers, which IEEE 754 rounds alike
/// everywhere. What a library's tanh may have otherwise is mended by a table of the sums at which the code changes.
/// </remarks>
internal sealed class OrderedSums : ISumGraph
{
    private static readonly long[] LastAxis = [1];

    private readonly PlainSums _plain = new();

    /// <summary>Pixels to the nearest 255th, times 1/255 in single precision.</summary>
    /// <inheritdoc/>
    public OnnxValue Pixels(OnnxGraph graph, OnnxValue pixels)
    {
        var bytes = graph.Add("Round", [graph.Add("Mul", [pixels, graph.Constant("greyLevels", NpyArray.Scalar(255f))])]);
        return graph.Add("Mul", [bytes, graph.Constant("greyLevel", NpyArray.Scalar(1f / 255))]);
    }

    /// <inheritdoc/>
    public OnnxValue Sum(OnnxGraph graph, OnnxValue inputs, LayerWeights weights, bool between) => Sum(
        graph, graph.Add("Transpose", [inputs]), graph.Constant("weights", NpyArray.Of(weights.Values, weights.Inputs, weights.Outputs)),
        graph.Constant("bias", NpyArray.Of(weights.Bias)), between);

    /// <inheritdoc/>
    public OnnxValue Codes(OnnxGraph graph, OnnxValue sums, CurrentCodes codes)
    {
        var near = _plain.Codes(graph, sums, codes);
        var edges = graph.Constant("edges", NpyArray.Of(CodeEdges.Of(codes)));
        var next = graph.Add("Add", [near, graph.Constant("one", NpyArray.Scalar(1L))]);
        var above = graph.Add("GreaterOrEqual", [sums, graph.Add("Gather", [edges, next])]);
        var below = graph.Add("Less", [sums, graph.Add("Gather", [edges, near])]);
        return graph.Add("Sub", [graph.Add("Add", [near, graph.Cast<long>(above)]), graph.Cast<long>(below)]);
    }

    /// <summary>Votes image by image, so that memory holds the traces of one image, however large the batch.</summary>
    /// <inheritdoc/>
    public OnnxValue Votes(OnnxGraph graph, OnnxValue runs, OnnxValue table, VoteGraph vote)
    {
        var image = graph.Body("voteOfImage");
        var traces = image.Add("Gather", [table, image.Input<long>("runsOfImage", vote.Cells)]);
        var outputs = vote.IsExact ? vote.Outputs(image, traces) : Outputs(image, traces, vote);
        image.Output<long>(vote.Count(image, outputs), vote.Classes);
        return graph.Add("Scan", [runs], ("body", image), ("num_scan_inputs", 1L));
    }

    private static OnnxValue Outputs(OnnxGraph image, OnnxValue traces, VoteGraph vote)
    {
        var sums = Sum(image, traces, vote.Weights(image), vote.Bias(image), between: false);
        return image.Add("Transpose", [sums]);
    }

    // sums[row] = bias + inputs[0][row] * weights[0] + inputs[1][row] * weights[1] + ..., in this order.
    private static OnnxValue Sum(OnnxGraph graph, OnnxValue inputs, OnnxValue weights, OnnxValue bias, bool between)
    {
        var step = graph.Body("step");
        var sum = step.Input<float>("sum", "rows", "outputs");
        OnnxValue next;
        if (between)
        {
            // A product of two single numbers is exact in double precision, so that only the sum is rounded.
            (inputs, weights) = (graph.Cast<double>(inputs), graph.Cast<double>(weights));
            var product = Product<double>(step);
            next = step.Cast<float>(step.Add("Add", [step.Cast<double>(sum), product]));
        }
        else
        {
            next = step.Add("Add", [sum, Product<float>(step)]);
        }

        step.Output<float>(next, "rows", "outputs");
        var rows = graph.Add("Shape", [inputs], ("start", 1L));
        var size = graph.Add("Concat", [rows, graph.Add("Shape", [bias])], ("axis", 0L));
        return graph.Add("Scan", [graph.Add("Expand", [bias, size]), inputs, weights], ("body", step), ("num_scan_inputs", 2L));
    }

    private static OnnxValue Product<T>(OnnxGraph step) where T : unmanaged
    {
        var (values, weights) = (step.Input<T>("values", "rows"), step.Input<T>("weightsOfInput", "outputs"));
        var column = step.Add("Unsqueeze", [values, step.Constant("last", NpyArray.Of(LastAxis))]);
        return step.Add("Mul", [column, weights]);
    }
}
