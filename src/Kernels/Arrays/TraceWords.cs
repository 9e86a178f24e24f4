using System.Collections;

namespace FhnHw.Kernels.Arrays;

/// <summary>X of a trace, LSBs of 2^-F: 16-bit words in an array, not always from its first, so that they can begin on a cache line.</summary>
/// <param name="array">Holds the words.</param>
/// <param name="first">Where they begin in it.</param>
/// <param name="length">How many there are.</param>
public sealed class TraceWords(short[] array, int first, int length) : IEnumerable<short>
{
    /// <summary>The words of an array, all of them.</summary>
    public TraceWords(short[] array) : this(array, 0, array.Length)
    {
    }

    /// <summary>How many there are.</summary>
    public int Length => length;

    /// <summary>A word: [sample · runs + run].</summary>
    public ref short this[int index] => ref AsSpan()[index];

    /// <summary>All words.</summary>
    public Span<short> AsSpan() => array.AsSpan(first, length);

    /// <summary>Some words.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public Span<short> AsSpan(int start, int count) => AsSpan().Slice(start, count);

    /// <summary>All words, for those who keep or pin them.</summary>
    public Memory<short> AsMemory() => array.AsMemory(first, length);

    /// <inheritdoc/>
    public IEnumerator<short> GetEnumerator() => array.Skip(first).Take(length).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
