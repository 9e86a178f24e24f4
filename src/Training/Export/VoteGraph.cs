using FhnHw.Files;
using FhnHw.Files.Onnx;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Export;

/// <summary>The vote in a graph: at each sample the class with the largest output wins, and the lower one of two that are equal.</summary>
/// <remarks>
/// Of a fixed-point array the outputs are the whole numbers below 2^31 that every array of this program counts (<see cref="FixedReadout"/>). In double
/// precision each of their sums is exact, in any order.
/// </remarks>
internal sealed class VoteGraph
{
    private readonly NpyArray _table, _weights, _bias;
    private readonly NpyArray? _columns; // of runs; null where each run has a column of its own

    /// <summary>Prepares the vote of a response table that keeps traces.</summary>
    public VoteGraph(ResponseTable responses, Readout readout)
    {
        (Cells, Classes, Samples) = (readout.Cells, readout.Classes, responses.Settings.Window.Samples);
        var columns = responses.Response.Trace!.Runs;
        _columns = responses.TraceColumns.IsEmpty ? null : NpyArray.Of(Array.ConvertAll(responses.TraceColumns.ToArray(), column => (long)column));
        if (responses.Response.Trace.Words is not null)
        {
            var words = FixedReadout.Of(readout, responses.Settings.Format);
            _table = NpyArray.Of(responses.ActivationWords(words)!, columns, Samples);
            _weights = NpyArray.Of(Array.ConvertAll(words.Weights, weight => (double)weight), Cells, Classes);
            _bias = NpyArray.Of(Array.ConvertAll(words.Bias, bias => (double)bias));
            IsExact = true;
        }
        else
        {
            _table = NpyArray.Of(RealResponseTableVoter.Activations(readout.Nonlinearity, responses.Response.Trace), columns, Samples);
            (_weights, _bias) = (NpyArray.Of(readout.Weights, Cells, Classes), NpyArray.Of(readout.Bias));
        }
    }

    /// <summary>Cells of the last hidden layer.</summary>
    public int Cells { get; }

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <summary>Samples of a run.</summary>
    public int Samples { get; }

    /// <summary>True where outputs are whole numbers, whose sums no order changes.</summary>
    public bool IsExact { get; }

    /// <summary>Bytes of the table.</summary>
    public long TableBytes => (long)_table.Values.Length * _table.ElementBytes;

    /// <summary>The rows of <see cref="Table"/> that runs of the response table read.</summary>
    public OnnxValue Rows(OnnxGraph graph, OnnxValue runs) =>
        _columns is null ? runs : graph.Add("Gather", [graph.Constant("traceColumns", _columns), runs]);

    /// <summary>g(x) of every column of the traces, columns × samples.</summary>
    public OnnxValue Table(OnnxGraph graph) => graph.Constant("traces", _table);

    /// <summary>The output weights, cells × classes.</summary>
    public OnnxValue Weights(OnnxGraph graph) => graph.Constant("voteWeights", _weights);

    /// <summary>The output biases.</summary>
    public OnnxValue Bias(OnnxGraph graph) => graph.Constant("voteBias", _bias);

    /// <summary>Outputs by a matrix product.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="traces">cells × samples, or images of them.</param>
    /// <returns>classes × samples, or images of them.</returns>
    public OnnxValue Outputs(OnnxGraph graph, OnnxValue traces)
    {
        var weights = graph.Add("Transpose", [Weights(graph)]);
        var product = graph.Add("MatMul", [weights, IsExact ? graph.Cast<double>(traces) : traces]);
        return graph.Add("Add", [product, graph.Add("Unsqueeze", [Bias(graph), Number(graph, 1)])]);
    }

    /// <summary>The samples that each class wins.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">classes × samples, or images of them.</param>
    public OnnxValue Count(OnnxGraph graph, OnnxValue outputs)
    {
        var winners = graph.Add("ArgMax", [outputs], ("axis", -2L), ("keepdims", 0L));
        var classes = graph.Constant("classes", NpyArray.Of([.. Enumerable.Range(0, Classes).Select(number => (long)number)]));
        var isWinner = graph.Add("Equal", [graph.Add("Unsqueeze", [winners, Number(graph, -1)]), classes]);
        return graph.Add("ReduceSum", [graph.Cast<long>(isWinner), Number(graph, -2)], ("keepdims", 0L));
    }

    private static OnnxValue Number(OnnxGraph graph, long axis) => graph.Constant("axis", NpyArray.Of(new[] { axis }));
}
