using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Training.Network;

/// <summary>Turns a block of pixels of 64 images, which stand image by image, so that it stands pixel by pixel.</summary>
internal static class TurnedBytes
{
    /// <summary>Images that are turned at a time.</summary>
    public const int Rows = 64;

    /// <summary>Bytes of a block of so many images.</summary>
    public const int Length = Rows * PixelBlocks.Pixels;

    private const int Tile = 16; // a tile of 16 × 16 bytes stands in each quarter of 16 registers

    /// <summary>turned[pixel · 64 + image] = bytes[image · stride + pixel].</summary>
    /// <param name="bytes">The block of the first image, and behind it the other 63.</param>
    /// <param name="stride">Bytes from one image to the next.</param>
    /// <param name="turned">Gets <see cref="Length"/> bytes.</param>
    public static void Turn(ReadOnlySpan<byte> bytes, int stride, Span<byte> turned) => Turn(bytes, stride, turned, Avx512BW.IsSupported);

    /// <summary>The same, in vectors or one after the other.</summary>
    internal static void Turn(ReadOnlySpan<byte> bytes, int stride, Span<byte> turned, bool inVectors)
    {
        bytes = bytes[..(((Rows - 1) * stride) + PixelBlocks.Pixels)];
        turned = turned[..Length];
        if (inVectors)
        {
            for (var first = 0; first < PixelBlocks.Pixels; first += Tile)
            {
                TurnTiles(ref Unsafe.AsRef(in bytes[first]), stride, ref turned[first * Rows]);
            }

            return;
        }

        for (var image = 0; image < Rows; image++)
        {
            for (var pixel = 0; pixel < PixelBlocks.Pixels; pixel++)
            {
                turned[(pixel * Rows) + image] = bytes[(image * stride) + pixel];
            }
        }
    }

    // 16 pixels of 64 images: register r begins with images r, r + 16, r + 32 and r + 48, a quarter each. Interleaving the first half of the registers
    // with the second turns each quarter by a bit of its eight address bits; after four times rows are columns.
    private static void TurnTiles(ref byte bytes, nint stride, ref byte turned)
    {
        Span<Vector512<byte>> one = stackalloc Vector512<byte>[Tile], other = stackalloc Vector512<byte>[Tile];
        for (var row = 0; row < Tile; row++)
        {
            ref var image = ref Unsafe.Add(ref bytes, row * stride);
            one[row] = Vector512.Create(
                Vector256.Create(Vector128.LoadUnsafe(ref image), Vector128.LoadUnsafe(ref Unsafe.Add(ref image, Tile * stride))),
                Vector256.Create(
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref image, 2 * Tile * stride)), Vector128.LoadUnsafe(ref Unsafe.Add(ref image, 3 * Tile * stride))));
        }

        Interleave(one, other);
        Interleave(other, one);
        Interleave(one, other);
        Interleave(other, MemoryMarshal.CreateSpan(ref Unsafe.As<byte, Vector512<byte>>(ref turned), Tile));
    }

    private static void Interleave(ReadOnlySpan<Vector512<byte>> from, Span<Vector512<byte>> to)
    {
        for (var row = 0; row < Tile / 2; row++)
        {
            to[2 * row] = Avx512BW.UnpackLow(from[row], from[row + (Tile / 2)]);
            to[(2 * row) + 1] = Avx512BW.UnpackHigh(from[row], from[row + (Tile / 2)]);
        }
    }
}
