namespace FhnHw.Tests.Disk;

/// <summary>What a power cut may leave of changes that were not flushed yet.</summary>
public enum Unflushed
{
    /// <summary>All of it, as after a kill.</summary>
    Kept,

    /// <summary>Nothing of it.</summary>
    Lost,

    /// <summary>The earlier half of the bytes.</summary>
    Torn,

    /// <summary>Files have their length, with zeros for the bytes, as some file systems leave them.</summary>
    Zeros,
}

/// <summary>
/// The folder as a power cut may leave it. What was flushed is there: the bytes of flushed files, the entries of flushed folders. Of the later bytes
/// there is what <see cref="Unflushed"/> says, and of the later entries any: each made, renamed or removed name by itself may have reached the disk.
/// </summary>
/// <param name="changes">What a program did.</param>
public sealed class PowerCut(IReadOnlyList<DiskChange> changes)
{
    // Up to so many entries that were not flushed, each is kept or lost by itself; of more, all later ones are lost together.
    private const int Independent = 4;

    /// <summary>Folders, each as its files' bytes by path, that a cut before some change may leave; each once.</summary>
    /// <param name="change">Changes before the cut.</param>
    public IEnumerable<SortedDictionary<string, byte[]>> Before(int change)
    {
        var disk = new Disk();
        foreach (var one in changes.Take(change))
        {
            disk.Do(one);
        }

        return from entries in disk.Subsets(Independent) from bytes in Enum.GetValues<Unflushed>() select disk.Left(entries, bytes);
    }

    private sealed class Inode
    {
        public byte[] Flushed { get; set; } = [];

        public List<DiskChange> Later { get; } = [];

        public byte[] Left(Unflushed what) => what switch
        {
            Unflushed.Lost => Flushed,
            Unflushed.Kept => With(Later.Count, 0),
            Unflushed.Zeros => Zeroed(With(Later.Count, 0)),
            _ => With(Later.Count / 2, Later.Count > 0 ? Later[Later.Count / 2].Bytes.Length / 2 : 0),
        };

        private byte[] Zeroed(byte[] whole)
        {
            var left = new byte[whole.Length];
            Flushed.AsSpan(0, Math.Min(Flushed.Length, left.Length)).CopyTo(left);
            return left;
        }

        // Some writes, and the beginning of the next.
        private byte[] With(int whole, int part)
        {
            var content = Flushed;
            foreach (var (index, change) in Later.Take(whole + (part > 0 ? 1 : 0)).Index())
            {
                var bytes = index < whole ? change.Bytes : change.Bytes[..part];
                var length = change.Kind == "cut" ? (int)change.Offset : Math.Max(content.Length, (int)change.Offset + bytes.Length);
                var next = new byte[length];
                content.AsSpan(0, Math.Min(content.Length, length)).CopyTo(next);
                bytes.CopyTo(next, change.Kind == "cut" ? 0 : (int)change.Offset);
                content = next;
            }

            return content;
        }
    }

    private sealed class Disk
    {
        private readonly Dictionary<ulong, Inode> _files = [];
        private readonly Dictionary<string, Inode> _names = [], _flushed = [];
        private readonly List<(string? Gone, string? Name, Inode? File)> _later = [];

        public void Do(DiskChange change)
        {
            switch (change.Kind)
            {
                case "create":
                    Enter((null, change.Path, _files[change.File] = new Inode()));
                    break;
                case "write" or "cut":
                    _files[change.File].Later.Add(change);
                    break;
                case "flush":
                    var file = _files[change.File];
                    file.Flushed = file.Left(Unflushed.Kept);
                    file.Later.Clear();
                    break;
                case "rename":
                    Enter((change.Path, change.To, _names[change.Path]));
                    break;
                case "remove":
                    Enter((change.Path, null, null));
                    break;
                case "flush-folder":
                    foreach (var entry in _later.Where(entry => FolderOf(entry) == change.Path).ToArray())
                    {
                        Apply(_flushed, entry);
                        _later.Remove(entry);
                    }

                    break;
            }
        }

        // Which of the later entries are on the disk.
        public IEnumerable<bool[]> Subsets(int most)
        {
            var (free, all) = (Math.Min(most, _later.Count), _later.Count);
            for (var bits = 0; bits < 1 << free; bits++)
            {
                yield return [.. Enumerable.Range(0, all).Select(index => index < free && ((bits >> index) & 1) != 0)];
            }

            for (var kept = free + 1; kept <= all; kept++)
            {
                yield return [.. Enumerable.Range(0, all).Select(index => index < kept)];
            }
        }

        public SortedDictionary<string, byte[]> Left(bool[] entries, Unflushed bytes)
        {
            var names = new Dictionary<string, Inode>(_flushed);
            foreach (var (index, entry) in _later.Index().Where(later => entries[later.Index]))
            {
                Apply(names, entry);
            }

            return new SortedDictionary<string, byte[]>(names.ToDictionary(name => name.Key, name => name.Value.Left(bytes)), StringComparer.Ordinal);
        }

        private static string FolderOf((string? Gone, string? Name, Inode? File) entry) =>
            Path.GetDirectoryName(entry.Name ?? entry.Gone) is { Length: > 0 } folder ? folder : ".";

        private void Enter((string? Gone, string? Name, Inode? File) entry)
        {
            Apply(_names, entry);
            _later.Add(entry);
        }

        private static void Apply(Dictionary<string, Inode> names, (string? Gone, string? Name, Inode? File) entry)
        {
            if (entry.Gone is { } gone)
            {
                names.Remove(gone);
            }

            if (entry.Name is { } name)
            {
                names[name] = entry.File!;
            }
        }
    }
}
