namespace FhnHw.Kernels.OpenCl;

/// <summary>
/// Memory of this process that stays in its place, from which and to which a queue copies while the program goes on. It grows where more is needed and is
/// used again: by the next chunk, once this one is taken.
/// </summary>
internal sealed class OpenClStage
{
    private int[] _all = [];
    private int _used;

    /// <summary>Its size, bytes.</summary>
    public long Bytes => (long)_all.Length * sizeof(int);

    /// <summary>The words of the copy.</summary>
    public Span<int> Words => _all.AsSpan(0, _used);

    /// <summary>Makes room for a copy of so many words, which hold anything; no copy may be under way.</summary>
    public Span<int> Take(int words)
    {
        if (words > _all.Length)
        {
            _all = GC.AllocateUninitializedArray<int>(words, pinned: true);
        }

        _used = words;
        return Words;
    }

    /// <summary>Gives the memory back; no copy may be under way.</summary>
    public void Clear() => (_all, _used) = ([], 0);
}
