namespace FhnHw.Training.Network;

/// <summary>Blocks of neighbouring pixels, by which images and the first weights are divided.</summary>
public static class PixelBlocks
{
    /// <summary>Pixels of a block; the last may have fewer.</summary>
    public const int Pixels = 32;

    /// <summary>How many blocks an image has.</summary>
    /// <param name="pixels">Its pixels.</param>
    public static int Count(int pixels) => (pixels + Pixels - 1) / Pixels;

    /// <summary>The pixels of a block.</summary>
    /// <param name="block">The block, from 0.</param>
    /// <param name="pixels">Pixels of the image.</param>
    public static Range Of(int block, int pixels) => (block * Pixels)..Math.Min(pixels, (block + 1) * Pixels);
}
