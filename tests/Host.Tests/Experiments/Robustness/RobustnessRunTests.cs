using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Reports;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Robustness;

public class RobustnessRunTests
{
    [Fact]
    public void Every_strength_has_a_point_for_each_origin_of_the_weights_and_a_report_shows_them()
    {
        var sweep = RobustnessPlan.Whole(1, 1).Only("mismatch").Sweeps[0] with { Values = [0, 0.5] };
        var plan = RobustnessPlan.Short(2) with { TrainImages = 200, TestImages = 100, Epochs = 2, Sweeps = [sweep] };
        var run = new RobustnessRun(array => new CpuArray(array), BuiltInDigits.Generate(300, 150, 3), plan);
        var told = new List<long>();
        var result = run.Run((done, _) => told.Add(done), CancellationToken.None);

        Assert.Equal(2 * 3 * 2, result.Points.Length);
        Assert.All(result.Points, point => Assert.Equal(2, point.Votes.Length));
        Assert.Equal(run.Work, told.Count);
        Assert.Single(result.Points.Where(point => point.Value == 0 && !point.Dropout).Select(point => point.Votes[0]).Distinct());
        var page = RobustnessReport.Of(result, []);
        Assert.Contains("robustness-mismatch", Assert.Single(page.Figures).Name);
        Assert.Throws<InvalidSettingException>(() => plan.Only("temperature"));
    }
}
