namespace FhnHw.Kernels.Arrays;

/// <summary>
/// One 32-bit word that stands for a whole run of X: a multiple-input signature register, as docs/protocol.md defines it. A board
/// computes it beside the step, so that every step of a run can be compared without reading any.
/// </summary>
public static class TraceSignature
{
    /// <summary>The register before the first X.</summary>
    public const uint Start = 0;

    // x^32 + x^26 + x^23 + ... + 1, the CRC-32 polynomial without its highest power.
    private const uint Polynomial = 0x04C11DB7;

    /// <summary>The register after one more X.</summary>
    /// <param name="signature">The register so far; <see cref="Start"/> at first.</param>
    /// <param name="x">X, LSBs, taken as 16 bits.</param>
    public static uint Append(uint signature, short x)
    {
        var feedback = (signature & 0x80000000) != 0 ? Polynomial : 0;
        return (signature << 1) ^ feedback ^ unchecked((ushort)x);
    }
}
