using FhnHw.Host.CommandLine;
using FhnHw.Host.Tests.Commands;

namespace FhnHw.Host.Tests.CommandLine;

public class NearestNameTests
{
    [Theory]
    [InlineData("There is no preset 'bset'; give default or best.", "There is no preset 'bset' (did you mean 'best'?); give default or best.")]
    [InlineData("There is no way 'steam'; give table or stream with --forward.",
        "There is no way 'steam' (did you mean 'stream'?); give table or stream with --forward.")]
    [InlineData("There is no preset 'zebra'; give default or best.", "There is no preset 'zebra'; give default or best.")]
    [InlineData("'x' is no number; give --a one such as 0.5.", "'x' is no number; give --a one such as 0.5.")]
    [InlineData("There is no folder runs/nothing; give one with images.", "There is no folder runs/nothing; give one with images.")]
    public void A_name_that_is_near_is_put_beside_the_word(string sentence, string told) => Assert.Equal(told, NearestName.In(sentence));

    [Theory]
    [InlineData("train --preset bset", "best")]
    [InlineData("train --device opncl", "opencl")]
    [InlineData("noise --device simm", "sim")]
    [InlineData("train --device seriel:/dev/ttyUSB0", "serial")]
    [InlineData("train --device hostile:7/flip=5000:sim", "flips")]
    [InlineData("train --array paralel", "parallel")]
    [InlineData("train --schedule cosin", "cosine")]
    [InlineData("train --forward steam", "stream")]
    [InlineData("train --readout-nonlinearity liner", "linear")]
    [InlineData("train --imperfections labb", "lab")]
    [InlineData("robustness --sweep mismach", "mismatch")]
    [InlineData("completions bahs", "bash")]
    [InlineData("board plan icebraker", "icebreaker")]
    public void A_value_that_is_mistyped_is_told_with_the_one_that_was_meant(string line, string meant) =>
        CliRun.Of(line).ShouldBeRefused(2, $"(did you mean '{meant}'?)");
}
