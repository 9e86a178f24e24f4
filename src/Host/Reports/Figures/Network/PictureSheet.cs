namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>Many small pictures of one size in rows on one sheet: where each stands, and the sheet's pixels.</summary>
/// <param name="count">Number of pictures.</param>
/// <param name="rows">Height of each, pixels.</param>
/// <param name="columns">Width of each, pixels.</param>
/// <param name="across">Pictures in a row.</param>
/// <param name="below">Room below each picture, for its number, pixels.</param>
internal sealed class PictureSheet(int count, int rows, int columns, int across, int below)
{
    private const int Gap = 1;

    /// <summary>Width of a sheet, pixels.</summary>
    /// <param name="columns">Width of a picture, pixels.</param>
    /// <param name="across">Pictures in a row.</param>
    public static int WidthOf(int columns, int across) => (across * (columns + Gap)) - Gap;

    /// <summary>Rows of pictures.</summary>
    public int Down => (count + across - 1) / across;

    /// <summary>Width of the sheet, pixels.</summary>
    public int Wide => WidthOf(columns, across);

    /// <summary>Height of the sheet, pixels.</summary>
    public int High => Down * (rows + below);

    /// <summary>Where a picture begins on the sheet.</summary>
    public (int Row, int Column) At(int picture) => (picture / across * (rows + below), picture % across * (columns + Gap));

    /// <summary>Paints the sheet.</summary>
    /// <param name="palette">Its colours.</param>
    /// <param name="ground">The colour between pictures.</param>
    /// <param name="colourOf">Colour of a pixel: picture, row, column.</param>
    public byte[] Paint((byte, byte, byte, byte)[] palette, byte ground, Func<int, int, int, byte> colourOf)
    {
        var sheet = new PixelPicture(High, Wide, palette);
        for (var row = 0; row < High; row++)
        {
            for (var column = 0; column < Wide; column++)
            {
                sheet[row, column] = ground;
            }
        }

        for (var picture = 0; picture < count; picture++)
        {
            var (top, left) = At(picture);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    sheet[top + row, left + column] = colourOf(picture, row, column);
                }
            }
        }

        return sheet.ToPng();
    }
}
