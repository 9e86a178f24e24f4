using FhnHw.Boards.Lines;

namespace FhnHw.Tests;

/// <summary>What can happen to a byte on a line.</summary>
public enum Damage
{
    Flip,
    Drop,
    Repeat,
    Insert,
    Swap,
}

/// <summary>A line that damages bytes both ways, one in so many on average; equal seeds and pieces give equal damage.</summary>
public sealed class DamagingLink(ILink line, Damage damage, int oneIn, int seed) : ILink
{
    private readonly Random _in = new(seed);
    private readonly Random _out = new(seed + 1);

    /// <summary>An address whose line damages bytes, differently each time it is opened.</summary>
    public static BoardAddress Around(BoardAddress address, Damage damage, int oneIn, int seed) =>
        new BoardAddress.Made($"damaged {damage} {oneIn} {seed}", address.ToString(), () => new DamagingLink(address.Open(), damage, oneIn, seed++));

    public int Read(byte[] buffer, CancellationToken cancellation)
    {
        while (true)
        {
            var part = new byte[buffer.Length / 2]; // room for repeated or inserted bytes
            var count = line.Read(part, cancellation);
            var bytes = Apply(_in, part.AsSpan(0, count));
            if (bytes.Length > 0)
            {
                bytes.CopyTo(buffer, 0);
                return bytes.Length;
            }
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => line.Write(Apply(_out, bytes));

    public void Dispose() => line.Dispose();

    private byte[] Apply(Random random, ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.Length + 16);
        foreach (var b in bytes)
        {
            if (random.Next(oneIn) != 0)
            {
                result.Add(b);
                continue;
            }

            switch (damage)
            {
                case Damage.Flip:
                    result.Add((byte)(b ^ (1 << random.Next(8))));
                    break;
                case Damage.Repeat:
                    result.AddRange([b, b]);
                    break;
                case Damage.Insert:
                    result.AddRange([b, (byte)random.Next(256)]);
                    break;
                case Damage.Swap when result.Count > 0:
                    result.Insert(result.Count - 1, b);
                    break;
            }
        }

        return [.. result];
    }
}
