namespace FhnHw.Fuzz.Engine;

/// <summary>Makes an input smaller as long as the product fails on it in the same way.</summary>
internal static class Minimiser
{
    private const int MostTries = 2000;

    /// <summary>The smallest input that was found.</summary>
    /// <param name="input">An input that fails.</param>
    /// <param name="fails">Whether another one fails in the same way.</param>
    public static byte[] Of(byte[] input, Func<byte[], bool> fails)
    {
        var tries = 0;
        bool Fails(byte[] other) => ++tries < MostTries && fails(other);
        for (var piece = Math.Max(1, input.Length / 2); piece > 0; piece /= 2)
        {
            for (var start = 0; start < input.Length;)
            {
                byte[] shorter = [.. input.AsSpan(0, start), .. input.AsSpan(Math.Min(input.Length, start + piece))];
                if (Fails(shorter))
                {
                    input = shorter;
                }
                else
                {
                    start += piece;
                }
            }
        }

        return input;
    }
}
