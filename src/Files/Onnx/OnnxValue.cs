namespace FhnHw.Files.Onnx;

/// <summary>A tensor of an ONNX graph: an input, a constant, or what a node gives.</summary>
/// <param name="Name">Its name, unique in the model.</param>
public readonly record struct OnnxValue(string Name);
