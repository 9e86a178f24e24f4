using System.Buffers.Binary;
using System.IO.Compression;
using FhnHw.Files;

namespace FhnHw.Host.Reports.Figures;

/// <summary>
/// A picture of pixels with at most 256 colours as a PNG file (ISO/IEC 15948: IHDR, PLTE, tRNS, one IDAT, IEND). Colours may be transparent, so that
/// one picture stands on light and dark pages.
/// </summary>
/// <param name="rows">Height, pixels.</param>
/// <param name="columns">Width, pixels.</param>
/// <param name="palette">Red, green, blue and opacity of each colour.</param>
internal sealed class PixelPicture(int rows, int columns, (byte Red, byte Green, byte Blue, byte Opacity)[] palette)
{
    private readonly byte[] _lines = new byte[rows * (columns + 1)]; // each line begins with its filter, 0 for none

    /// <summary>Height, pixels.</summary>
    public int Rows => rows;

    /// <summary>Width, pixels.</summary>
    public int Columns => columns;

    /// <summary>The colour of a pixel, as its number in the palette.</summary>
    public byte this[int row, int column]
    {
        get => _lines[(row * (columns + 1)) + 1 + column];
        set => _lines[(row * (columns + 1)) + 1 + column] = value;
    }

    /// <summary>Grey from black to white, and a last colour that is transparent: number 255 is nearly white.</summary>
    public static (byte, byte, byte, byte)[] Greys { get; } =
        [.. Enumerable.Range(0, 255).Select(grey => ((byte)grey, (byte)grey, (byte)grey, (byte)255)), (0, 0, 0, 0)];

    /// <summary>Colours of both signs: the number less 128, over 127. The two colours are the more opaque the farther from 0.</summary>
    /// <param name="negative">Colour of negative values.</param>
    /// <param name="positive">Colour of positive values.</param>
    public static (byte, byte, byte, byte)[] Diverging(FigureColour negative, FigureColour positive) =>
    [
        .. Enumerable.Range(0, 256).Select(number =>
        {
            var rgb = Convert.FromHexString((number < 128 ? negative : positive).Light[1..]);
            return (rgb[0], rgb[1], rgb[2], (byte)Math.Min(255, 2 * Math.Abs(number - 128)));
        }),
    ];

    /// <summary>The PNG file.</summary>
    public byte[] ToPng()
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, columns);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), rows);
        (head[8], head[9]) = (8, 3); // bits of a pixel; colours by number
        Write(file, "IHDR"u8, head);
        Write(file, "PLTE"u8, [.. palette.SelectMany(colour => (byte[])[colour.Red, colour.Green, colour.Blue])]);
        Write(file, "tRNS"u8, [.. palette.Select(colour => colour.Opacity)]);
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(_lines);
        }

        Write(file, "IDAT"u8, packed.ToArray());
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> name, byte[] content)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] chunk = [.. name, .. content];
        file.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(0, chunk));
        file.Write(number);
    }
}
