using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Network;

/// <summary>The number of cells of each hidden layer, from the images on. Equal where the numbers are. Written <c>256,100</c>.</summary>
[JsonConverter(typeof(JsonForm))]
public sealed class LayerSizes : IReadOnlyList<int>, IEquatable<LayerSizes>
{
    /// <summary>The most layers, and the most cells of one.</summary>
    public const int MostLayers = 1000, MostCells = 65_536;

    private const string Setting = "Hidden";

    private readonly int[] _sizes;

    /// <summary>Takes the sizes.</summary>
    /// <param name="sizes">One a hidden layer, at least one.</param>
    /// <exception cref="InvalidSettingException">There is none, there are too many, or one is outside 1 to <see cref="MostCells"/>.</exception>
    public LayerSizes(params IReadOnlyList<int> sizes)
    {
        InvalidSettingException.ThrowIfOutside("number of hidden layers", sizes.Count, 1, MostLayers, Setting);
        foreach (var size in sizes)
        {
            InvalidSettingException.ThrowIfOutside("number of cells", size, 1, MostCells, Setting);
        }

        _sizes = [.. sizes];
    }

    /// <inheritdoc/>
    public int Count => _sizes.Length;

    /// <summary>Cells of the first hidden layer, which sees the image.</summary>
    public int First => _sizes[0];

    /// <summary>Cells of the last hidden layer, whose traces vote.</summary>
    public int Last => _sizes[^1];

    /// <summary>Cells of all hidden layers.</summary>
    public int Total => _sizes.Sum();

    /// <inheritdoc/>
    public int this[int index] => _sizes[index];

    /// <summary>The numbers of a layer's cells where all cells are counted through, layer by layer.</summary>
    public Range RangeOf(int layer)
    {
        var start = _sizes.AsSpan(0, layer).ToArray().Sum();
        return start..(start + _sizes[layer]);
    }

    /// <summary>One hidden layer.</summary>
    public static implicit operator LayerSizes(int size) => new(size);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="InvalidSettingException">It is no such text, or a number is out of range.</exception>
    public static LayerSizes Parse(string text) => new([.. text.Split(',').Select(part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw new InvalidSettingException(
            $"'{text}' is no list of layers; write the cells of each hidden layer, such as 100 or 256,100."))]);

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', _sizes);

    /// <inheritdoc/>
    public bool Equals(LayerSizes? other) => other is not null && _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayerSizes);

    /// <inheritdoc/>
    public override int GetHashCode() => _sizes.Aggregate(Count, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A list in JSON; a single number, as runs of one layer had it before, is read too.</summary>
    private sealed class JsonForm : JsonConverter<LayerSizes>
    {
        public override LayerSizes Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Number
            ? reader.GetInt32()
            : new LayerSizes(JsonSerializer.Deserialize<int[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, LayerSizes value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var size in value)
            {
                writer.WriteNumberValue(size);
            }

            writer.WriteEndArray();
        }
    }
}
