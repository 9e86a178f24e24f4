using FhnHw.Host.Experiments.Compare;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Compare;

public class MeanCourseTests
{
    [Theory]
    [InlineData("double:10")]
    [InlineData("16:0:8")]
    [InlineData("3:6:8")]
    public void With_current_bits_enough_the_error_of_the_mean_falls_as_one_over_the_length(string format)
    {
        var course = Run(format);
        Assert.InRange(At(course, 16) / At(course, 256), 10, 25);
    }

    // A rounding error spread evenly over an LSB has a root mean square of LSB/√12.
    [Theory]
    [InlineData("6:0:8")]
    [InlineData("3:3:8")]
    public void It_ends_where_the_rounding_of_the_current_begins(string text)
    {
        var format = ComparedFormat.Parse(text).Format;
        var lsb = CellConstants.Sqrt3 / (1 << format.CurrentFraction);
        Assert.InRange(At(Run(text), 256) / (lsb / Math.Sqrt(12)), 0.85, 1.2);
    }

    [Fact]
    public void A_3_bit_word_without_extra_bits_learns_nothing_from_a_longer_window()
    {
        var course = Run("3:0:8");
        Assert.Equal(At(course, 1), At(course, 256), 1e-3);
        Assert.True(At(course, 256) > 0.2);
    }

    private static MeanCourse Run(string format) => MeanCourse.Run(
        new CompareContext(settings => new CpuArray(settings), SmallSets.Set(), new ComparePlan(), CancellationToken.None),
        ComparedFormat.Parse(format));

    private static double At(MeanCourse course, double length) => course.Errors[Array.IndexOf(course.Lengths, length)];
}
