using System.Globalization;
using FhnHw.Host.Experiments.Compare;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Float;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Compare;

/// <summary>The baseline's periods against those of SciPy in tests/vectors/periods.csv; tools/fhn-periods made them.</summary>
public class PeriodTests
{
    private static readonly (double Eps, double Current, double Period, double Check)[] Rows = Read();

    public static TheoryData<double> Epsilons => [.. Rows.Select(row => row.Eps).Distinct()];

    [Fact]
    public void Two_solvers_of_SciPy_agree_to_a_tenth_of_what_is_asked_of_the_baseline() =>
        Assert.All(Rows, row => Assert.InRange(row.Check / row.Period, 0, 1e-7));

    [Theory]
    [MemberData(nameof(Epsilons))]
    public void Double_Runge_Kutta_has_SciPys_period_to_a_millionth_at_dt_of_2_to_minus_9(double eps) =>
        Assert.All(Differences(eps, 9), difference => Assert.InRange(Math.Abs(difference), 0, 1e-6));

    [Theory]
    [MemberData(nameof(Epsilons))]
    public void At_dt_of_2_to_minus_10_which_comparisons_take_it_is_ten_times_nearer(double eps) =>
        Assert.All(Differences(eps, 10), difference => Assert.InRange(Math.Abs(difference), 0, 1e-7));

    [Fact]
    public void At_dt_of_2_to_minus_8_and_the_usual_eps_it_is_within_a_hundred_thousandth_and_not_within_a_millionth() =>
        Assert.All(Differences(0.01, 8), difference => Assert.InRange(Math.Abs(difference), 1e-6, 1e-5));

    // The period found here over SciPy's, less 1, at each current.
    private static double[] Differences(double eps, int dtExponent)
    {
        var rows = Rows.Where(row => row.Eps == eps).ToArray();
        var format = new CellFormat(dtExponent: dtExponent);
        using var array = new FloatArray(new ArraySettings(
            format, new CellParameters(eps), CurrentCodes.Of([.. rows.Select(row => row.Current)]), Window.OfTime(format, 50, 100, 1)));
        var trace = array.Run(new(array.Settings.Codes.AllCodes(), Features.Trace)).Trace!;
        return [.. rows.Select((row, run) =>
            (new SpikeTrain([.. Enumerable.Range(0, trace.Samples).Select(m => trace[m, run])], format.Dt).Period / row.Period) - 1)];
    }

    private static (double, double, double, double)[] Read()
    {
        var rows = File.ReadLines(Path.Combine(Checkout.Root, "tests", "vectors", "periods.csv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray());
        return [.. rows.Select(row => (row[0], row[1], row[2], row[3]))];
    }
}
