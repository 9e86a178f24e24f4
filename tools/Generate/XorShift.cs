namespace FhnHw.Generate;

/// <summary>Marsaglia's 32-bit xorshift (Journal of Statistical Software 8, 2003): the same numbers on every runtime.</summary>
internal sealed class XorShift(uint seed)
{
    private uint _state = seed;

    /// <summary>A number of [least, most].</summary>
    public int Next(int least, int most)
    {
        unchecked
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
        }

        return (int)(least + (_state % ((long)most - least + 1)));
    }
}
