using System.Globalization;

namespace FhnHw.Files;

/// <summary>The element types that arrays are stored in, by NumPy's names; all little-endian in memory.</summary>
/// <param name="Descriptor">NumPy's descriptor, such as <c>&lt;f4</c>.</param>
/// <param name="Type">The .NET type.</param>
/// <param name="Size">Bytes of one element.</param>
internal sealed record NpyType(string Descriptor, Type Type, int Size)
{
    /// <summary>Every type of number, float32 first.</summary>
    public static readonly IReadOnlyList<NpyType> All =
    [
        new("<f4", typeof(float), 4),
        new("<f8", typeof(double), 8),
        new("<i2", typeof(short), 2),
        new("<i4", typeof(int), 4),
        new("<i8", typeof(long), 8),
        new("|u1", typeof(byte), 1),
        new("<u4", typeof(uint), 4),
        new("|i1", typeof(sbyte), 1),
        new("<u2", typeof(ushort), 2),
        new("<u8", typeof(ulong), 8),
        new("|b1", typeof(bool), 1),
    ];

    /// <summary>True for words of fixed length.</summary>
    public bool IsText => Type == typeof(string);

    /// <summary>True for words in UTF-32, false for those in bytes.</summary>
    public bool IsUnicode => Descriptor[1] == 'U';

    /// <summary>The type of an element.</summary>
    /// <exception cref="NotSupportedException">The element's type is not stored.</exception>
    public static NpyType Of(Type type) =>
        All.FirstOrDefault(known => known.Type == type)
        ?? throw new NotSupportedException($"Arrays of {type.Name} are not stored in .npy form.");

    /// <summary>The type of a descriptor.</summary>
    /// <exception cref="UnusableFileException">The descriptor is not one of the types read here.</exception>
    public static NpyType Of(string descriptor, string place) =>
        All.FirstOrDefault(known => known.Descriptor == descriptor)
        ?? Text(descriptor)
        ?? throw new UnusableFileException(descriptor.Length >= 2 && descriptor[1] == 'O'
            ? $"{place} holds Python objects; save it as an array of numbers, all rows of one length, or of words, in NumPy with words.astype(str)."
            : $"{place} holds elements of type '{descriptor}'; save it as float32, float64, bool, or an integer of 8 to 64 bits.");

    // <U6: words of at most 6 code points in UTF-32; |S6: words of at most 6 bytes.
    private static NpyType? Text(string descriptor) =>
        descriptor is [_, 'U' or 'S', ..] && ushort.TryParse(descriptor.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new(descriptor, typeof(string), descriptor[1] == 'U' ? 4 * length : length)
            : null;
}
