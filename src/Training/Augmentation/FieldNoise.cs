using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Augmentation;

/// <summary>The noise of an elastic distortion: independent, uniform on -255, -253 ... 255 (in 1/256 that is [-1, 1] with mean 0).</summary>
internal static class FieldNoise
{
    // Odd, so that every place gets another number; far from small, so that neighbours differ in many bits.
    private const uint Spread = 0x9e3779b9;

    /// <summary>Draws noise. A value depends on the seed, its place and the length alone.</summary>
    /// <param name="seed">The seed of the image.</param>
    /// <param name="noise">Gets the values; a multiple of 32 of them.</param>
    public static void Fill(uint seed, Span<float> noise)
    {
        // A hash of the place gives four values, one in each quarter of the noise.
        var quarter = noise.Length / 4;
        var blocks = MemoryMarshal.Cast<float, Vector256<float>>(noise);
        var step = quarter / Vector256<float>.Count;
        var places = Vector256<uint>.Indices * Spread;
        for (var block = 0; block < step; block++)
        {
            var hash = Mix(places ^ Vector256.Create(seed));
            blocks[block] = Value(hash);
            blocks[block + step] = Value(hash >> 8);
            blocks[block + (2 * step)] = Value(hash >> 16);
            blocks[block + (3 * step)] = Value(hash >> 24);
            places += Vector256.Create((uint)Vector256<uint>.Count) * Spread;
        }
    }

    private static Vector256<float> Value(Vector256<uint> hash) =>
        Vector256.ConvertToSingle((((hash & Vector256.Create(255u)) << 1).AsInt32()) - Vector256.Create(255));

    // A 32-bit finaliser: every input bit reaches every output bit.
    private static Vector256<uint> Mix(Vector256<uint> value)
    {
        value = (value ^ (value >> 16)) * Vector256.Create(0x7feb352du);
        value = (value ^ (value >> 15)) * Vector256.Create(0x846ca68bu);
        return value ^ (value >> 16);
    }
}
