using System.Runtime.InteropServices;
using System.Text.Json;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Live.Server;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;

namespace FhnHw.Host.Live;

/// <summary>A network whose cells are asked: of a run that trains, or of a run folder.</summary>
/// <param name="images">What can be picked.</param>
/// <param name="open">Opens the cells when they are asked first; it throws where they cannot be.</param>
internal sealed class LiveNetwork(ImageSet images, Func<NetworkCells> open) : ILiveContent, IDisposable
{
    // Pictures of weights: more cells are not drawn.
    private const int MostPictures = 256, Sampled = 4096;

    private NetworkCells? _cells;

    /// <inheritdoc/>
    public LiveTopics Topics { get; } = new();

    /// <summary>The network.</summary>
    public LiveWeights Network { get; } = new();

    /// <inheritdoc/>
    public byte[] Images(IReadOnlyList<int> numbers)
    {
        int[] there = [.. numbers.Where(number => number >= 0 && number < images.Count)];
        return LiveBytes.Pack(
            json =>
            {
                json.WriteNumbers("numbers", there);
                json.WriteNumbers("labels", [.. there.Select(number => (int)images.Labels[number])]);
            },
            [.. there.SelectMany(number => images.Image(number).ToArray())]);
    }

    /// <inheritdoc/>
    public byte[] Weights() => Network.Read(network =>
    {
        var (first, count) = (network.First, Math.Min(MostPictures, network.First.Outputs));
        var limit = Limit(first.Values);
        var pictures = new sbyte[count * first.Inputs];
        for (var cell = 0; cell < count; cell++)
        {
            for (var pixel = 0; pixel < first.Inputs; pixel++)
            {
                pictures[(cell * first.Inputs) + pixel] = (sbyte)Math.Clamp(127 * first.Values[(pixel * first.Outputs) + cell] / limit, -127f, 127f);
            }
        }

        return LiveBytes.Pack(
            json =>
            {
                json.WriteNumber("cells", count);
                json.WriteNumber("limit", limit);
            },
            MemoryMarshal.AsBytes<sbyte>(pictures));
    }) ?? LiveBytes.Pack(json => json.WriteNumber("cells", 0));

    /// <inheritdoc/>
    public byte[] Answer(JsonElement ask)
    {
        var (pixels, image) = Asked(ask);
        _cells ??= open();
        return Network.Read(network =>
        {
            if (network.Pixels != pixels.Length)
            {
                throw new InvalidSettingException($"The network has {network.Pixels} inputs and the image {pixels.Length} pixels; load the page again.");
            }

            return _cells.Answer(network, images.Rows, pixels, image, image is { } number ? images.Labels[number] : null).Pack();
        }) ?? throw new InvalidSettingException("There are no weights yet; the cells answer in a moment.");
    }

    /// <inheritdoc/>
    public string Explain(Exception error) => Failure.Of(error).Sentence ?? "Nobody reads this.";

    /// <inheritdoc/>
    public void Dispose() => _cells?.Dispose();

    private (byte[] Pixels, int? Image) Asked(JsonElement ask)
    {
        if (ask.ValueKind == JsonValueKind.Object && ask.TryGetProperty("image", out var number) && number.TryGetInt32(out var image))
        {
            return image >= 0 && image < images.Count
                ? (images.Image(image).ToArray(), image)
                : throw new InvalidSettingException($"There is no image {image}; give one from 0 to {images.Count - 1}.");
        }

        return ask.ValueKind == JsonValueKind.Object && ask.TryGetProperty("pixels", out var pixels) && pixels.TryGetBytesFromBase64(out var bytes)
            && bytes.Length == images.Rows * images.Columns
                ? (bytes, null)
                : throw new InvalidSettingException($"Ask with the number of an image, or with {images.Rows}x{images.Columns} pixels.");
    }

    // About the size that one in a hundred weights goes beyond, as in the reports.
    private static float Limit(float[] values)
    {
        var every = Math.Max(1, values.Length / Sampled);
        float[] sizes = [.. values.Where((_, index) => index % every == 0).Select(Math.Abs).Order()];
        return Math.Max(sizes[(int)(0.99 * (sizes.Length - 1))], 1e-6f);
    }
}
