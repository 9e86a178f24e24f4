using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Edits a .npy file: the words of its head, the head's length, and numbers that are none.</summary>
internal static partial class NpyMutation
{
    private static readonly string[] Types =
        ["<f4", "<f8", ">f4", ">f8", "<i2", "<i4", "<i8", "|u1", "|i1", "|b1", "<u2", ">u4", "<u8", "<f2", "|O", "<c8", "|S4", "", "x"];

    private static readonly string[] Shapes =
    [
        "()", "(0,)", "(1,)", "(0, 0)", "(1, 0)", "(2, 3)", "(4, 4, 4, 4)", "(-1,)", "(2147483647,)", "(2147483648,)", "(65536, 65536)", "(4294967296,)",
        "(1000000000, 0)", "(3L,)", "(1,,2)", "(1.5,)", "(٣,)", "(99999999999999999999,)", "(0, 2147483647, 2147483647)",
    ];

    /// <summary>Damages a file once.</summary>
    public static byte[] Mutate(byte[] input, Random random)
    {
        if (input.Length < 12 || input[0] != 0x93)
        {
            return ByteMutation.Mutate(input, random);
        }

        var start = input[6] == 1 ? 10 : 12;
        var end = Math.Min(input.Length, start + (input[8] | (input[9] << 8)));
        var head = Encoding.Latin1.GetString(input.AsSpan(start, Math.Max(0, end - start))).TrimEnd();
        var content = input[end..];
        switch (random.Next(7))
        {
            case 0: return Joined(Type().Replace(head, Types[random.Next(Types.Length)], 1), content);
            case 1: return Joined(Shape().Replace(head, Shapes[random.Next(Shapes.Length)], 1), content);
            case 2: return Joined(Shape().Replace(head, Split(head, random), 1), content);
            case 3: return Joined(head.Replace("False", "True", StringComparison.Ordinal), content);
            case 4: return [.. input[..6], (byte)random.Next(5), .. input[7..]];
            default: return Joined(head, WithOddNumbers(content, random));
        }
    }

    /// <summary>NaN, an infinite number, a huge one, a tiny one: somewhere among numbers.</summary>
    private static byte[] WithOddNumbers(byte[] content, Random random)
    {
        var changed = (byte[])content.Clone();
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e20, -1e20, 1e-40, -0.0, 2, -1, 256, 1e9];
        var number = odd[random.Next(odd.Length)];
        if (changed.Length >= 8 && random.Next(2) == 0)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(changed.AsSpan(random.Next(changed.Length / 8) * 8), number);
        }
        else if (changed.Length >= 4)
        {
            BinaryPrimitives.WriteSingleLittleEndian(changed.AsSpan(random.Next(changed.Length / 4) * 4), (float)number);
        }

        return changed;
    }

    // The same number of elements in another shape.
    private static string Split(string head, Random random)
    {
        var count = Shape().Match(head).Value.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Aggregate(1L, (product, word) => product * (int.TryParse(word, out var length) ? length : 1));
        var first = random.Next(1, 6);
        return count % first == 0 ? $"({first}, {count / first})" : $"({count},)";
    }

    private static byte[] Joined(string head, byte[] content)
    {
        var text = Encoding.Latin1.GetBytes(head + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. content];
    }

    [GeneratedRegex("(?<='descr': ')[^']*")]
    private static partial Regex Type();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Shape();
}
