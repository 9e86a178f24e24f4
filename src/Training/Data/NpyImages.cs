using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Takes images and labels from arrays of NumPy's types.</summary>
internal static class NpyImages
{
    /// <summary>Pixels: bytes as they are; whole numbers from 0 to 255; or real numbers from 0 to 1, times 255, rounded.</summary>
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

        var bytes = AreBytes(array) ? (byte[])array.Values : Bytes(array, place);
        return (channels == 1 ? bytes : Grey(bytes, channels), array.Shape[0], rows, columns);
    }

    /// <summary>Labels: whole numbers from 0 to 255, N of them or N × 1.</summary>
    /// <param name="array">The numbers, of any type.</param>
    /// <param name="place">Where they come from, for errors.</param>
    /// <exception cref="InvalidSettingException">The shape is another, or a number is no label.</exception>
    public static byte[] LabelsOf(NpyArray array, string place)
    {
        place = char.ToUpperInvariant(place[0]) + place[1..]; // a sentence begins with it
        if (array.Shape is [_, > 1] && IsOneHot(array.ToDoubles(), array.Shape[1]))
        {
            throw new InvalidSettingException(
                $"{place} has shape ({string.Join(", ", array.Shape)}), one number a class (one-hot); give one whole number an image, "
                    + "in NumPy with y.argmax(axis=1).");
        }

        if (array.Shape is not ([_] or [_, 1]) || array.Values.Length == 0)
        {
            throw new InvalidSettingException($"{place} has shape ({string.Join(", ", array.Shape)}); give one whole number an image.");
        }

        return AreBytes(array) ? (byte[])array.Values : Array.ConvertAll(array.ToDoubles(), number => Label.Of(number, place));
    }

    private static bool IsOneHot(double[] numbers, int classes) =>
        numbers.Length > 0 && numbers.All(number => number is 0 or 1) && numbers.Chunk(classes).All(row => row.Sum() == 1);

    // A cast would not tell: .NET takes arrays of signed bytes for arrays of bytes.
    private static bool AreBytes(NpyArray array) => TypeOf(array) == typeof(byte);

    private static Type TypeOf(NpyArray array) => array.Values.GetType().GetElementType()!;

    private static byte[] Bytes(NpyArray array, string place)
    {
        var numbers = array.ToDoubles();
        var type = TypeOf(array);
        var isReal = type == typeof(float) || type == typeof(double);
        var scale = numbers.Max() <= 1 && (isReal || type == typeof(bool)) ? 255.0 : 1;
        var bytes = Memory.Take(numbers.Length, place);
        for (var i = 0; i < bytes.Length; i++)
        {
            var number = numbers[i] * scale;
            bytes[i] = number >= 0 && number <= 255 && (scale > 1 || Math.Floor(number) == number)
                ? (byte)Math.Round(number)
                : throw NoPixel(numbers, numbers[i], place, isReal);
        }

        return bytes;
    }

    // Whole numbers in a type of real ones are read, so that what is refused has fractions, is beyond the range, or is both.
    private static InvalidSettingException NoPixel(double[] numbers, double pixel, string place, bool isReal)
    {
        var (least, most) = (numbers.Min(), numbers.Max());
        var advice = isReal && least >= 0 && most <= 255 ? "divide them by 255, or round them to uint8 in NumPy with x.round().astype('uint8')"
            : least < 0 ? "rescale them so that they go from 0 (background) to 1"
            : "give whole numbers from 0 to 255, or real ones from 0 to 1";
        return new InvalidSettingException(FormattableString.Invariant(
            $"{place} has a pixel {pixel:0.###}, and its numbers go from {least:0.###} to {most:0.###}; {advice}."));
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
        new($"{place} has shape ({string.Join(", ", array.Shape)}); give images as N x rows x columns or N x pixels"
            + (array.Shape is [_, 3 or 4, _, _] ? ", colours last, in NumPy by x.transpose(0, 2, 3, 1)." : "."));
}
