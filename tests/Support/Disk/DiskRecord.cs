using System.Globalization;
using System.Text;

namespace FhnHw.Tests.Disk;

/// <summary>A change that a program made below a folder.</summary>
/// <param name="Kind">As <c>disk.c</c> calls it: create, write, cut, flush, flush-folder, rename, remove, folder.</param>
/// <param name="File">The number of the file; 0 where the change has none.</param>
/// <param name="Offset">Where a write begins, or the length that a file is cut to.</param>
/// <param name="Path">The path from the folder; of a rename the old one.</param>
/// <param name="To">The new path of a rename.</param>
/// <param name="Bytes">What was written.</param>
public sealed record DiskChange(string Kind, ulong File, long Offset, string Path, string To, byte[] Bytes);

/// <summary>The changes of a run, in their order.</summary>
public static class DiskRecord
{
    /// <summary>Reads the log of a <see cref="FaultyDisk"/>.</summary>
    public static IReadOnlyList<DiskChange> Read(string log, string root)
    {
        var (bytes, at, changes) = (System.IO.File.ReadAllBytes(log), 0, new List<DiskChange>());
        while (at < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', at);
            var (kind, rest) = Cut(Encoding.UTF8.GetString(bytes, at, end - at), ' ');
            at = end + 1;
            var (first, second) = Cut(rest, ' ');
            switch (kind)
            {
                case "write":
                    var (offset, length) = Cut(second, ' ');
                    changes.Add(new DiskChange(kind, Number(first), (long)Number(offset), "", "", bytes[at..(at + (int)Number(length))]));
                    at += (int)Number(length);
                    break;
                case "create":
                    changes.Add(new DiskChange(kind, Number(first), 0, Inner(second), "", []));
                    break;
                case "cut":
                    changes.Add(new DiskChange(kind, Number(first), (long)Number(second), "", "", []));
                    break;
                case "flush":
                    changes.Add(new DiskChange(kind, Number(first), 0, "", "", []));
                    break;
                default:
                    var (from, to) = Cut(rest, '\t');
                    changes.Add(new DiskChange(kind, 0, 0, Inner(from), to.Length > 0 ? Inner(to) : "", []));
                    break;
            }
        }

        return changes;

        string Inner(string path) => Path.GetRelativePath(root, path);
    }

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");
}
