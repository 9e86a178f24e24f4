using System.Runtime.InteropServices;

namespace FhnHw.Files;

/// <summary>An array of numbers with a shape, in C order: the last index runs fastest.</summary>
public sealed class NpyArray
{
    private NpyArray(Array values, int[] shape, NpyType type)
    {
        Values = values;
        Shape = shape;
        Type = type;
    }

    /// <summary>The elements, a one-dimensional array: of float, double, bool, or integers of 8 to 64 bits.</summary>
    public Array Values { get; }

    /// <summary>Length of each dimension; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The element type.</summary>
    internal NpyType Type { get; }

    /// <summary>Bytes of one element.</summary>
    public int ElementBytes => Type.Size;

    /// <summary>Wraps elements without copying them.</summary>
    /// <param name="values">The elements in C order: float, double, bool, or an integer of 8 to 64 bits.</param>
    /// <param name="shape">Length of each dimension; without it, one dimension of all elements.</param>
    /// <exception cref="ArgumentException">The shape does not hold as many elements as were given.</exception>
    public static NpyArray Of<T>(T[] values, params int[] shape) where T : unmanaged =>
        new(values, CheckedShape(shape.Length == 0 ? [values.Length] : shape, values.Length), NpyType.Of(typeof(T)));

    /// <summary>A single number: an array without dimensions.</summary>
    public static NpyArray Scalar<T>(T value) where T : unmanaged => new(new T[] { value }, [], NpyType.Of(typeof(T)));

    /// <summary>An array of zeros, to be filled through <see cref="Bytes"/>.</summary>
    internal static NpyArray Zeros(NpyType type, int[] shape, int count) => new(Array.CreateInstance(type.Type, count), shape, type);

    /// <summary>The elements as numbers: those of 64 bits to 53 bits, false and true as 0 and 1.</summary>
    public double[] ToDoubles() => Type.Descriptor switch
    {
        "<f4" => Array.ConvertAll((float[])Values, value => (double)value),
        "<f8" => (double[])Values,
        "<i2" => Array.ConvertAll((short[])Values, value => (double)value),
        "<i4" => Array.ConvertAll((int[])Values, value => (double)value),
        "<i8" => Array.ConvertAll((long[])Values, value => (double)value),
        "|u1" => Array.ConvertAll((byte[])Values, value => (double)value),
        "|i1" => Array.ConvertAll((sbyte[])Values, value => (double)value),
        "<u2" => Array.ConvertAll((ushort[])Values, value => (double)value),
        "<u4" => Array.ConvertAll((uint[])Values, value => (double)value),
        "<u8" => Array.ConvertAll((ulong[])Values, value => (double)value),
        _ => Array.ConvertAll((bool[])Values, value => value ? 1.0 : 0),
    };

    /// <summary>The elements, as their .NET type.</summary>
    /// <param name="place">Where the array comes from, for the error.</param>
    /// <param name="shape">The shape it must have, -1 for any length; nothing to accept every shape.</param>
    /// <exception cref="UnusableFileException">The elements are of another type, or the shape is another.</exception>
    public T[] As<T>(string place, params int[] shape) where T : unmanaged
    {
        // By the type and not by a cast: .NET takes signed arrays for unsigned ones of their size.
        if (Type.Type != typeof(T))
        {
            throw new UnusableFileException(
                $"{place} holds elements of type '{Type.Descriptor}' where '{NpyType.Of(typeof(T)).Descriptor}' is expected; "
                    + "give a file that this program wrote.");
        }

        if (shape.Length > 0 && !(shape.Length == Shape.Count && shape.Zip(Shape).All(pair => pair.First == -1 || pair.First == pair.Second)))
        {
            var expected = string.Join(", ", shape.Select(length => length == -1 ? "any" : $"{length}"));
            throw new UnusableFileException(
                $"{place} has shape ({string.Join(", ", Shape)}) where ({expected}) is expected; give a file made for the same network.");
        }

        return (T[])Values;
    }

    /// <summary>The elements' bytes in memory, little-endian on every machine that .NET's vector code serves here.</summary>
    internal Span<byte> Bytes() => Values switch
    {
        float[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        double[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        short[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        int[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        long[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        byte[] values => values,
        sbyte[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        ushort[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        ulong[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        bool[] values => MemoryMarshal.AsBytes(values.AsSpan()),
        _ => MemoryMarshal.AsBytes(((uint[])Values).AsSpan()),
    };

    /// <summary>Turns the bytes of each element round, as big-endian files need.</summary>
    internal void Turn()
    {
        for (var bytes = Bytes(); bytes.Length > 0; bytes = bytes[Type.Size..])
        {
            bytes[..Type.Size].Reverse();
        }
    }

    private static int[] CheckedShape(int[] shape, int count)
    {
        if (shape.Any(length => length < 0) || shape.Aggregate(1L, (product, length) => product * length) != count)
        {
            throw new ArgumentException($"A shape of ({string.Join(", ", shape)}) does not hold {count} elements.", nameof(shape));
        }

        return shape;
    }
}
