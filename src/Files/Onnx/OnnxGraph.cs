using System.Globalization;
using Google.Protobuf;
using global::Onnx;

namespace FhnHw.Files.Onnx;

/// <summary>Builds the graph of an ONNX model, node by node; every value gets a name of its own.</summary>
public sealed class OnnxGraph
{
    private readonly Dictionary<string, int> _names; // how often each name was asked for, in this graph and those around and within it

    /// <summary>Begins a graph.</summary>
    /// <param name="name">Its name.</param>
    public OnnxGraph(string name) : this(name, [])
    {
    }

    private OnnxGraph(string name, Dictionary<string, int> names)
    {
        _names = names;
        Proto = new GraphProto { Name = Unique(name) };
    }

    internal GraphProto Proto { get; }

    /// <summary>Begins the body of a loop: a graph within this one, which sees its values.</summary>
    public OnnxGraph Body(string name) => new(name, _names);

    /// <summary>Declares an input.</summary>
    /// <typeparam name="T">Type of its elements.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Each dimension: a length, or a name for any length.</param>
    public OnnxValue Input<T>(string name, params object[] shape) where T : unmanaged
    {
        var value = new OnnxValue(Unique(name));
        Proto.Input.Add(Declared(value, typeof(T), shape));
        return value;
    }

    /// <summary>Declares a value as an output.</summary>
    /// <typeparam name="T">Type of its elements.</typeparam>
    /// <param name="value">The value; the output has its name.</param>
    /// <param name="shape">Each dimension: a length, or a name for any length.</param>
    public void Output<T>(OnnxValue value, params object[] shape) where T : unmanaged =>
        Proto.Output.Add(Declared(value, typeof(T), shape));

    /// <summary>Stores an array in the graph.</summary>
    public OnnxValue Constant(string name, NpyArray array)
    {
        var value = new OnnxValue(Unique(name));
        Proto.Initializer.Add(TensorOf(value.Name, array));
        return value;
    }

    /// <summary>Adds a node.</summary>
    /// <param name="operation">An operator of ONNX, such as <c>MatMul</c>.</param>
    /// <param name="inputs">What goes in.</param>
    /// <param name="attributes">Whole numbers (<c>long</c> or <c>long[]</c>) and bodies.</param>
    /// <returns>What comes out.</returns>
    public OnnxValue Add(string operation, OnnxValue[] inputs, params (string Name, object Value)[] attributes) =>
        AddAs(char.ToLowerInvariant(operation[0]) + operation[1..], operation, inputs, attributes);

    /// <summary>Adds a node whose value has a name that users read.</summary>
    /// <inheritdoc cref="Add"/>
    public OnnxValue AddAs(string name, string operation, OnnxValue[] inputs, params (string Name, object Value)[] attributes)
    {
        var value = new OnnxValue(Unique(name));
        var node = new NodeProto { Name = $"{value.Name}/{operation}", OpType = operation };
        node.Input.AddRange(inputs.Select(input => input.Name));
        node.Output.Add(value.Name);
        node.Attribute.AddRange(attributes.Select(attribute => AttributeOf(attribute.Name, attribute.Value)));
        Proto.Node.Add(node);
        return value;
    }

    /// <summary>Converts a value's elements.</summary>
    public OnnxValue Cast<T>(OnnxValue value) where T : unmanaged => Add("Cast", [value], ("to", (long)NumberOf(typeof(T))));

    private string Unique(string name)
    {
        var count = _names[name] = _names.GetValueOrDefault(name) + 1;
        return count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{count}");
    }

    private static ValueInfoProto Declared(OnnxValue value, Type type, object[] shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.AddRange(shape.Select(length => length is string name
            ? new TensorShapeProto.Types.Dimension { DimParam = name }
            : new TensorShapeProto.Types.Dimension { DimValue = (int)length }));
        return new ValueInfoProto
        {
            Name = value.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = NumberOf(type), Shape = dimensions } },
        };
    }

    private static TensorProto TensorOf(string name, NpyArray array)
    {
        var tensor = new TensorProto { Name = name, DataType = NumberOf(array.Type.Type), RawData = ByteString.CopyFrom(array.Bytes()) };
        tensor.Dims.AddRange(array.Shape.Select(length => (long)length));
        return tensor;
    }

    // TensorProto.DataType: one number a type.
    private static int NumberOf(Type type) => (int)(NpyType.Of(type).Descriptor switch
    {
        "<f4" => TensorProto.Types.DataType.Float,
        "<f8" => TensorProto.Types.DataType.Double,
        "<i2" => TensorProto.Types.DataType.Int16,
        "<i4" => TensorProto.Types.DataType.Int32,
        "<i8" => TensorProto.Types.DataType.Int64,
        "|u1" => TensorProto.Types.DataType.Uint8,
        _ => TensorProto.Types.DataType.Uint32,
    });

    private static AttributeProto AttributeOf(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case long number:
                (attribute.Type, attribute.I) = (AttributeProto.Types.AttributeType.Int, number);
                break;
            case long[] numbers:
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.AddRange(numbers);
                break;
            default:
                (attribute.Type, attribute.G) = (AttributeProto.Types.AttributeType.Graph, ((OnnxGraph)value).Proto);
                break;
        }

        return attribute;
    }
}
