using System.Globalization;
using System.Text;

namespace FhnHw.Files;

/// <summary>
/// A table that grows by one row an epoch. Each row is on the disk before the next is computed, and before the epoch's checkpoint. A run that continues after
/// epoch n cuts what an interrupted run wrote beyond it, a half-written last row too. Editors may have changed line ends, or taken the last.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private readonly string _path;
    private readonly int _columns;
    private readonly FileStream _stream;

    private CsvWriter(string path, int columns)
    {
        _path = path;
        _columns = columns;
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Opens a table.</summary>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="columns">Names of the columns; the first is the epoch, a whole number.</param>
    /// <param name="lastEpoch">Rows of epochs up to this are kept; 0 begins an empty table.</param>
    /// <exception cref="UnusableFileException">The file cannot be written, or it has other columns.</exception>
    public static CsvWriter Open(string path, IReadOnlyList<string> columns, int lastEpoch = 0)
    {
        var head = string.Join(',', columns);
        try
        {
            var kept = lastEpoch > 0 && File.Exists(path) ? Kept(path, head, lastEpoch) : [];
            AtomicFile.WriteText(path, string.Concat(kept.Prepend(head).Select(row => row + "\n")));
            return new CsvWriter(path, columns.Count);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(path, error);
        }
    }

    /// <summary>Adds a row. Numbers are written with a point and in the fewest digits that read back to the same bits.</summary>
    /// <param name="values">One value a column.</param>
    /// <exception cref="UnusableFileException">The disk is full or gone, or the file was removed.</exception>
    public void Append(params ReadOnlySpan<object> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _columns);
        var row = new StringBuilder();
        foreach (var value in values)
        {
            row.Append(row.Length > 0 ? "," : "").Append(Field(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }

        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(row.Append('\n').ToString()));
            DiskFlush.Do(_stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(_path, error);
        }

        if (!File.Exists(_path))
        {
            throw AtomicFile.Removed(_path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static List<string> Kept(string path, string head, int lastEpoch)
    {
        var text = File.ReadAllText(path);
        var rows = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (rows.Length > 0 && rows[0] != head)
        {
            throw new UnusableFileException(
                $"{path} has other columns than this run writes; move it away or choose another folder.");
        }

        // A last row that ends early has too few columns; of an epoch that has a checkpoint every row was whole.
        var columns = head.Split(',').Length;
        return [.. rows.Skip(1).Where(row => EpochOf(row) is { } epoch && epoch <= lastEpoch && row.Split(',').Length >= columns)];
    }

    private static int? EpochOf(string row) =>
        int.TryParse(row.Split(',')[0].Trim('"', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : null;
}
