using FhnHw.Files;
using FhnHw.Files.Onnx;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Training.Export;

/// <summary>A trained network as an ONNX graph: weights, and in the place of the cells the response table of each hidden layer.</summary>
public sealed class ExportedNetwork
{
    /// <summary>Puts a network into a graph.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="layers">Its hidden layers; each has a response table.</param>
    /// <param name="plain">
    /// True for matrix products, which every converter knows; false for sums in training's order, so that every answer is the same.
    /// </param>
    /// <param name="vote">True for the vote too, where the response table of the last layer keeps traces.</param>
    /// <exception cref="InvalidSettingException">A hidden layer has no response table.</exception>
    public ExportedNetwork(NetworkWeights weights, HiddenLayers layers, bool plain = false, bool vote = true)
    {
        if (layers.Any(layer => layer.ResponseTable is null))
        {
            throw new InvalidSettingException("A network is exported with the response table of its cells, and these cells have none.")
            {
                Remedies = [Remedy.Do(RemedyAction.TakeTable)],
            };
        }

        ISumGraph sums = plain ? new PlainSums() : new OrderedSums();
        Graph = new OnnxGraph("network");
        Shape = ShapeOf(weights.Pixels);
        var image = Graph.Input<float>("image", Shape);
        var values = sums.Pixels(Graph, Graph.Add("Flatten", [image]));
        var runs = values;
        var tables = new Dictionary<ResponseTable, OnnxValue>();
        for (var layer = 0; layer < layers.Count; layer++)
        {
            var responses = layers[layer].ResponseTable!;
            var sum = sums.Sum(Graph, values, weights.Layers[layer], between: layer > 0);
            runs = Runs(sums.Codes(Graph, sum, responses.Settings.Codes), responses);
            if (!tables.TryGetValue(responses, out var table))
            {
                table = tables[responses] = Graph.Constant("table", NpyArray.Of(responses.Activations));
            }

            values = Graph.AddAs("activations", "Gather", [table, runs]);
        }

        var scores = Graph.AddAs("mean_scores", "Identity", [sums.Sum(Graph, values, weights.Output, between: false)]);
        Graph.Output<float>(scores, Images, weights.Classes);
        Graph.Output<long>(Graph.AddAs("mean_class", "ArgMax", [scores], ("axis", 1L), ("keepdims", 0L)), Images);
        if (vote && layers.Last.ResponseTable!.Response.Trace is not null)
        {
            AddVote(sums, runs, new VoteGraph(layers.Last.ResponseTable, weights.ToReadout(layers.Last.Nonlinearity)));
        }
    }

    // The dimension of any length.
    private const string Images = "images";

    /// <summary>The graph: input <c>image</c>; outputs <c>mean_scores</c>, <c>mean_class</c>, and with the vote <c>votes</c>, <c>vote_class</c>.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>Dimensions of the input: images, 1, rows and columns; or images and pixels where these make no square.</summary>
    public object[] Shape { get; }

    /// <summary>True where the graph votes.</summary>
    public bool Votes { get; private set; }

    /// <summary>Bytes of the traces that the vote reads; 0 without.</summary>
    public long TraceBytes { get; private set; }

    private void AddVote(ISumGraph sums, OnnxValue runs, VoteGraph vote)
    {
        var votes = Graph.AddAs("votes", "Identity", [sums.Votes(Graph, vote.Rows(Graph, runs), vote.Table(Graph), vote)]);
        Graph.Output<long>(votes, Images, vote.Classes);
        Graph.Output<long>(Graph.AddAs("vote_class", "ArgMax", [votes], ("axis", 1L), ("keepdims", 0L)), Images);
        (Votes, TraceBytes) = (true, vote.TableBytes);
    }

    // Which run of the response table each cell reads: that of its code, in a table of its own where cells differ.
    private OnnxValue Runs(OnnxValue codes, ResponseTable responses)
    {
        if (responses.Cells == 1)
        {
            return codes;
        }

        var first = Graph.Add("Mul", [codes, Graph.Constant("cells", NpyArray.Scalar((long)responses.Cells))]);
        return Graph.Add("Add", [first, Graph.Constant("cell", NpyArray.Of([.. Enumerable.Range(0, responses.Cells).Select(cell => (long)cell)]))]);
    }

    private static object[] ShapeOf(int pixels)
    {
        var side = (int)Math.Round(Math.Sqrt(pixels));
        return side * side == pixels ? [Images, 1, side, side] : [Images, pixels];
    }
}
