using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using FhnHw.Training.Network;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>A network in a task's result: its shape, and of each layer weights and biases as little-endian floats in base64, so that no bit is lost.</summary>
internal sealed class WeightsConverter : JsonConverter<NetworkWeights>
{
    /// <inheritdoc/>
    public override NetworkWeights Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var form = JsonSerializer.Deserialize<Form>(ref reader, options) ?? throw new JsonException("no network");
        var weights = new NetworkWeights(form.Inputs, form.Hidden, form.Classes);
        if (form.Layers.Length != 2 * weights.Layers.Count)
        {
            throw new JsonException("a network of other layers");
        }

        foreach (var (index, layer) in weights.Layers.Index())
        {
            Fill(form.Layers[2 * index], layer.Values);
            Fill(form.Layers[(2 * index) + 1], layer.Bias);
        }

        return weights;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NetworkWeights value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        new Form(value.Pixels, value.Hidden, value.Classes, [.. value.Layers.SelectMany(layer => new[] { Bytes(layer.Values), Bytes(layer.Bias) })]),
        options);

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    private static void Fill(byte[] bytes, float[] values)
    {
        if (bytes.Length != sizeof(float) * values.Length)
        {
            throw new JsonException("a layer of another size");
        }

        bytes.AsSpan().CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <param name="Inputs">Pixels of an image.</param>
    /// <param name="Hidden">Units of each hidden layer.</param>
    /// <param name="Classes">Outputs.</param>
    /// <param name="Layers">Weights and biases of the first layer, then of the next.</param>
    private sealed record Form(int Inputs, LayerSizes Hidden, int Classes, byte[][] Layers);
}
