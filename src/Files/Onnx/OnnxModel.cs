using Google.Protobuf;
using global::Onnx;

namespace FhnHw.Files.Onnx;

/// <summary>An ONNX model: a graph, and what is told about it.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Producer">Name of the program that made it.</param>
/// <param name="ProducerVersion">Its version.</param>
/// <param name="Description">What the model computes, for people.</param>
/// <param name="Metadata">More of it by name, for programs.</param>
public sealed record OnnxModel(
    OnnxGraph Graph, string Producer, string ProducerVersion, string Description, IReadOnlyList<KeyValuePair<string, string>> Metadata)
{
    /// <summary>The version of the format, and of ONNX's operators: those of ONNX 1.12.</summary>
    public const int IrVersion = 8, Opset = 17;

    /// <summary>Writes the file, by <see cref="AtomicFile"/>. Equal models give equal bytes.</summary>
    /// <exception cref="UnusableFileException">The file cannot be written.</exception>
    public void Write(string path)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = Producer,
            ProducerVersion = ProducerVersion,
            DocString = Description,
            Graph = Graph.Proto,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        model.MetadataProps.AddRange(Metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        AtomicFile.Write(path, model.WriteTo);
    }
}
