using System.Runtime.Intrinsics;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Hidden;

public class ExponentialTests
{
    private static readonly float[] Values =
        [0, -0f, 1, -1, 80, -80, float.Epsilon, 1e-9f, .. Enumerable.Range(-20_000, 40_001).Select(n => n * 0.0001f * 40 * MathF.Sqrt(0.01f))];

    [Fact]
    public void It_is_the_power_of_e_rounded_to_nearest_but_for_the_last_bit() => Assert.All(Values, x =>
    {
        var (exact, found) = (Math.Exp(x), Exponential.Of(x));
        Assert.InRange(found, MathF.BitDecrement((float)exact), MathF.BitIncrement((float)exact));
    });

    [Fact]
    public void A_vector_has_the_bits_of_single_numbers()
    {
        if (!Exponential.HasVectors)
        {
            return;
        }

        foreach (var some in Values.Chunk(Vector512<float>.Count).Where(chunk => chunk.Length == Vector512<float>.Count))
        {
            var vector = Exponential.Of(Vector512.Create(some));
            Assert.Equal(some.Select(Exponential.Of), Enumerable.Range(0, some.Length).Select(lane => vector[lane]));
        }
    }
}
