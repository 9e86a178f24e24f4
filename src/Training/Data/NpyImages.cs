using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Takes images and labels from arrays of NumPy's types.</summary>
internal static class NpyImages
{
    /// <summary>Pixels: bytes as they are; whole numbers from 0 to 255; or real numbers from 0 to 1, which are multiplied by 255 and rounded.</summary>
    /// <param name="array">
    /// N × pixels, N × rows × columns, or one of these with a channel first or last: 1 for grey, 3 or 4 for colours, of which the grey is taken.
    /// </param>
    /// <param name="place">Where it comes from, for errors.</param>
    /// <exception cref="InvalidSettingException">The shape is another, it is empty, or a number is no pixel.</exception>
    public static (byte[] Pixels, int Count, int Rows, int Columns) PixelsOf(NpyArray array, string place)
    {
        var (rows, columns, channels) = array.Shape switch
        {
            [_, var pixels] when pixels > 0 => (PixelGrid.OfRow(pixels).Rows, PixelGrid.OfRow(pixels).Columns, 1),
            [_, var height, var width] => (height, width, 1),
            [_, 1, var height, var width] => (height, width, 1),
            [_, var height, var width, var colours and (1 or 3 or 4)] => (height, width, colours),
            _ => throw Refusal(array, place),
        };
        if (array.Values.Length == 0)
        {
            throw Refusal(array, place);
        }

        var bytes = array.Values as byte[] ?? Bytes(array, place);
        return (channels == 1 ? bytes : Grey(bytes, channels), array.Shape[0], rows, columns);
    }

    /// <summary>Labels: whole numbers from 0 to 255, N of them or N × 1.</summary>
    /// <param name="array">The numbers, of any type.</param>
    /// <param name="place">Where they come from, for errors.</param>
    /// <exception cref="InvalidSettingException">The shape is another, or a number is no label.</exception>
    public static byte[] LabelsOf(NpyArray array, string place)
    {
        if (array.Shape is not ([_] or [_, 1]) || array.Values.Length == 0)
        {
            throw new InvalidSettingException($"{place} has shape ({string.Join(", ", array.Shape)}); give one whole number an image.");
        }

        return array.Values as byte[] ?? Array.ConvertAll(array.ToDoubles(), number => Label.Of(number, place));
    }

    private static byte[] Bytes(NpyArray array, string place)
    {
        var numbers = array.ToDoubles();
        var scale = array.Values is float[] or double[] or bool[] && numbers.Max() <= 1 ? 255.0 : 1;
        var bytes = Memory.Take(numbers.Length, place);
        for (var i = 0; i < bytes.Length; i++)
        {
            var number = numbers[i] * scale;
            bytes[i] = number >= 0 && number <= 255 && (scale > 1 || Math.Floor(number) == number) ? (byte)Math.Round(number)
                : throw new InvalidSettingException(FormattableString.Invariant(
                    $"{place} has a pixel {numbers[i]}; give whole numbers from 0 to 255, or real ones from 0 to 1."));
        }

        return bytes;
    }

    private static byte[] Grey(byte[] colours, int channels)
    {
        var grey = new byte[colours.Length / channels];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = channels == 1 ? colours[i] : PixelGrid.Grey(colours[i * channels], colours[(i * channels) + 1], colours[(i * channels) + 2]);
        }

        return grey;
    }

    private static InvalidSettingException Refusal(NpyArray array, string place) =>
        new($"{place} has shape ({string.Join(", ", array.Shape)}); give images as N x rows x columns or N x pixels.");
}
