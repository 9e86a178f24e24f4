namespace FhnHw.Kernels.Noise;

/// <summary>
/// Many moves of a noise generator at once. A move is linear over bits (shifts and exclusive ors), so that any number of them is a matrix of 32 by 32
/// bits, found by squaring.
/// </summary>
public sealed class NoiseJump
{
    private const int Bits = 32;

    private readonly uint[] _columns; // the image of each bit of (v, u)

    private NoiseJump(uint[] columns) => _columns = columns;

    /// <summary>The jump over some moves.</summary>
    /// <param name="moves">How many, 0 or more.</param>
    public static NoiseJump OfMoves(long moves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(moves);
        var (jump, power) = (Identity(), OfOne());
        for (; moves > 0; moves >>= 1)
        {
            jump = (moves & 1) != 0 ? power.After(jump) : jump;
            power = power.After(power);
        }

        return jump;
    }

    /// <summary>The jump over all moves of some steps.</summary>
    /// <param name="first">n of the first of them.</param>
    /// <param name="steps">How many.</param>
    public static NoiseJump OfSteps(long first, long steps) => OfMoves(MovesBefore(first + steps) - MovesBefore(first));

    /// <summary>The generator after the jump.</summary>
    public NoiseGenerator Of(NoiseGenerator noise) => Of(Word(Times(noise.U | ((uint)noise.V << 16))));

    private static long MovesBefore(long step) => (step + NoiseGenerator.StepsOfMove - 1) / NoiseGenerator.StepsOfMove;

    private static (ushort U, ushort V) Word(uint word) => ((ushort)(word & 0xFFFF), (ushort)(word >> 16));

    private static NoiseGenerator Of((ushort U, ushort V) words) => new(words.U, words.V);

    private static NoiseJump Identity() => new([.. Enumerable.Range(0, Bits).Select(bit => 1u << bit)]);

    private static NoiseJump OfOne() => new([.. Enumerable.Range(0, Bits).Select(bit =>
    {
        var noise = Of(Word(1u << bit));
        noise.Move();
        return noise.U | ((uint)noise.V << 16);
    })]);

    private NoiseJump After(NoiseJump first) => new(Array.ConvertAll(first._columns, Times));

    private uint Times(uint word)
    {
        var result = 0u;
        for (var bit = 0; word != 0; bit++, word >>= 1)
        {
            result ^= (word & 1) != 0 ? _columns[bit] : 0;
        }

        return result;
    }
}
