using FhnHw.Kernels.Arrays;
using FsCheck.Xunit;

namespace FhnHw.Kernels.Tests.Arrays;

public class TraceSignatureTests
{
    [Fact]
    public void The_register_shifts_feeds_back_its_highest_bit_and_takes_X_as_16_bits()
    {
        Assert.Equal(0xFFFFu, TraceSignature.Append(TraceSignature.Start, -1));
        Assert.Equal(3u, TraceSignature.Append(1, 1));
        Assert.Equal(0x04C11DB7u, TraceSignature.Append(0x80000000, 0));
        Assert.Equal(0x04C11DB7u ^ 2u ^ 5u, TraceSignature.Append(0x80000001, 5));
    }

    [Property]
    public void Any_one_wrong_word_changes_the_signature_however_long_ago(short word, short wrong, ushort steps)
    {
        var (a, b) = (TraceSignature.Append(12345, word), TraceSignature.Append(12345, wrong));
        for (var n = 0; n < steps; n++)
        {
            (a, b) = (TraceSignature.Append(a, (short)(n % 999)), TraceSignature.Append(b, (short)(n % 999)));
        }

        Assert.Equal(word == wrong, a == b);
    }
}
