using System.Globalization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Reads images from a CSV file: a row an image, its label in the column <c>label</c> or else in the first, its pixels in the others.</summary>
internal static class CsvImages
{
    private static readonly string[] LabelNames = ["label", "class", "target", "y", "digit"];

    /// <summary>Reads a file, plain or gzip.</summary>
    /// <exception cref="InvalidSettingException">It is missing, damaged, or no such file; the sentence names the row.</exception>
    public static ImageSet Read(string path)
    {
        using var file = PackedFile.Open(path);
        return PackedFile.Reading(path, () =>
        {
            using var reader = new StreamReader(file.Content);
            return Read(reader, path);
        });
    }

    private static ImageSet Read(StreamReader reader, string path)
    {
        var pixels = new MemoryStream();
        var labels = new List<byte>();
        var (row, labelColumn, width) = (0, 0, -1);
        var values = Array.Empty<byte>();
        while (reader.ReadLine() is { } line)
        {
            row++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (width < 0)
            {
                width = line.Count(character => character == ',') + 1;
                values = new byte[width];
                if (width < 2)
                {
                    throw new InvalidSettingException($"{path} has no columns; give a file with a label and pixels in each row, separated by commas.");
                }

                if (!char.IsAsciiDigit(line.TrimStart(' ', '"')[0]))
                {
                    labelColumn = LabelColumn(line, path);
                    continue;
                }
            }

            Parse(line, values, path, row);
            labels.Add(values[labelColumn]);
            pixels.Write(values.AsSpan(0, labelColumn));
            pixels.Write(values.AsSpan(labelColumn + 1));
        }

        if (labels.Count == 0)
        {
            throw new InvalidSettingException($"{path} has no row of an image; give a file with at least one.");
        }

        var (rows, columns) = PixelGrid.OfRow(width - 1);
        return new ImageSet(rows, columns, pixels.ToArray(), [.. labels]);
    }

    private static int LabelColumn(string head, string path) =>
        Array.FindIndex(head.Split(','), name => LabelNames.Contains(name.Trim(' ', '"').ToLowerInvariant())) is >= 0 and var column
            ? column
            : throw new InvalidSettingException($"{path} has no column 'label'; give a file that has the classes of its images.");

    private static void Parse(ReadOnlySpan<char> line, byte[] values, string path, int row)
    {
        var column = 0;
        foreach (var range in line.Split(','))
        {
            var field = line[range].Trim(" \"");
            if (column >= values.Length || !byte.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out values[column]))
            {
                throw new InvalidSettingException(
                    column >= values.Length
                        ? $"Row {row} of {path} has more than {values.Length} columns; give as many in each row."
                        : $"Row {row} of {path} has '{field}' in column {column + 1}; give whole numbers from 0 to 255.");
            }

            column++;
        }

        if (column < values.Length)
        {
            throw new InvalidSettingException($"Row {row} of {path} has {column} columns and the first {values.Length}; give as many in each row.");
        }
    }
}
