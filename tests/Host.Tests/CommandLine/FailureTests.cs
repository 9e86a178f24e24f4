using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Tests.CommandLine;

public class FailureTests
{
    public static TheoryData<Exception, int, string> Known => new()
    {
        { new InvalidSettingException("The word is too long; shorten it."), 2, "The word is too long; shorten it." },
        { new InvalidSettingException("The board has 4 bits.") { Remedies = [Remedy.Do(RemedyAction.RebuildBoard)] }, 3, "The board has 4 bits; rebuild it" },
        { new DeviceMissingException("No OpenCL; install it."), 3, "No OpenCL; install it." },
        { new DeviceLostException("The board is gone; plug it in."), 3, "The board is gone; plug it in." },
        { new ChargeBalanceException("Y does not balance."), 3, "Y does not balance." },
        { new OperationCanceledException(), 130, "Interrupted." },
        { new InsufficientMemoryException(), 2, "more memory than there is" },
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), 2, "Access to the path '/x' is denied; choose" },
        { new FileNotFoundException("Could not find file '/x'."), 2, "Could not find file '/x'; check the path." },
        { new IOException("No space left on device", 28), 2, "The disk is full" },
        { new AggregateException(new DeviceLostException("Gone; plug it in.")), 3, "Gone; plug it in." },
        { new InvalidOperationException("two\nlines."), 1, "two lines" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void An_exception_becomes_a_code_and_one_sentence(Exception exception, int code, string words)
    {
        var failure = Failure.Of(exception);
        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Sentence);
        Assert.DoesNotContain('\n', failure.Sentence!);
    }

    [Fact]
    public void A_reader_that_went_away_is_told_nothing()
    {
        var failure = Failure.Of(new BrokenPipeException("Nobody reads."));
        Assert.Equal(130, failure.Code);
        Assert.Null(failure.Sentence);
    }
}
