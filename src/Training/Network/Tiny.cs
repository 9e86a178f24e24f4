using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhnHw.Training.Network;

/// <summary>Numbers of learning that are too small to move any weight, which become 0.</summary>
/// <remarks>
/// A processor takes many times as long for numbers below 1.2e-38 as for others. A slope has such a number where a sigmoid is saturated, a running
/// mean where a pixel is seldom lit. A gradient of less than 1e-30 moves a weight by less than 1e-22 of the learning rate (Adam divides by 1e-8 at least).
/// </remarks>
internal static class Tiny
{
    /// <summary>What is smaller becomes 0.</summary>
    public const float Least = 1e-30f;

    /// <summary>A number, or 0.</summary>
    public static float Flushed(float value) => MathF.Abs(value) < Least ? 0 : value;

    /// <summary>The same of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Flushed(Vector512<float> value) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(value), Vector512.Create(Least)), Vector512<float>.Zero, value);

    /// <summary>The same of many, in their places.</summary>
    public static void Flush(Span<float> values)
    {
        foreach (ref var vector in MemoryMarshal.Cast<float, Vector512<float>>(values))
        {
            vector = Flushed(vector);
        }

        foreach (ref var value in values[(values.Length & -Vector512<float>.Count)..])
        {
            value = Flushed(value);
        }
    }
}
