using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Robustness;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Tests.Experiments.Tasks;
using FhnHw.Host.Tests.Reports;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Robustness;

public class RobustnessStudyTests
{
    private static readonly DataSet Images = BuiltInDigits.Generate(300, 150, 3);

    private static RobustnessPlan Plan => RobustnessPlan.Short(2) with
    {
        TrainImages = 200,
        TestImages = 100,
        Epochs = 2,
        Sweeps = [RobustnessPlan.Whole(1, 1).Only("mismatch").Sweeps[0] with { Values = [0, 0.5] }],
    };

    [Fact]
    public void Every_strength_has_a_point_for_each_origin_of_the_weights_and_a_report_shows_them()
    {
        using var folder = new TemporaryFolder();
        using var study = Study(Plan);
        var run = new SweepRun(study, new TaskResults(new SweepFolder(folder.Path)), study.Stages.SelectMany(stage => stage.Tasks), "test");
        Assert.Equal((4 + 2, 1000 * (4 + 8)), (run.Missing, run.Work));
        run.Run((_, _) => { }, CancellationToken.None);
        var result = study.Result(run.Results);

        Assert.Equal(2 * 3 * 2, result.Points.Length);
        Assert.All(result.Points, point => Assert.Equal(2, point.Votes.Length));
        Assert.Single(result.Points.Where(point => point.Value == 0 && !point.Dropout).Select(point => point.Votes[0]).Distinct());
        var page = RobustnessReport.Of(result, []);
        Assert.Contains("robustness-mismatch", Assert.Single(page.Figures).Name);
        StudyPage.ShouldSay(new RobustnessJson(result, StudyProvenance.Of(["robustness"], [result.Device])), "200/100 balanced images of ", "1 to 2");
        Assert.Throws<InvalidSettingException>(() => Plan.Only("temperature"));
    }

    [Fact]
    public void Every_setting_of_the_plan_changes_keys_and_a_strength_that_is_added_leaves_those_of_the_others()
    {
        var keys = Keys(Plan);
        var ways = Changed.Ways(Plan).ToArray();
        Assert.Equal(8, ways.Length);
        foreach (var (name, plan) in ways)
        {
            Assert.False(Keys((RobustnessPlan)plan).SequenceEqual(keys), name);
        }

        var more = Keys(Plan with { Sweeps = [Plan.Sweeps[0] with { Values = [0, 0.25, 0.5] }] });
        Assert.Equal((keys.Length, keys.Length + 2), (keys.Intersect(more).Count(), more.Length));
        Assert.Empty(keys.Intersect(Keys(Plan, BuiltInDigits.Generate(300, 150, 4))));
    }

    [Fact]
    public void Cells_with_noise_are_thought_to_take_as_long_as_many_others_so_that_jobs_last_alike()
    {
        using var study = Study(Plan with { Sweeps = [RobustnessPlan.Whole(1, 1).Only("noise").Sweeps[0] with { Values = [0, 0.3] }] });
        Assert.Equal([64, 64], study.Stages[1].Tasks.Select(task => task.Work));
    }

    private static RobustnessStudy Study(RobustnessPlan plan, DataSet? images = null) => new(array => new CpuArray(array), images ?? Images, plan);

    private static string[] Keys(RobustnessPlan plan, DataSet? images = null)
    {
        using var study = Study(plan, images);
        return [.. study.Stages.SelectMany(stage => stage.Tasks).Select(task => task.Key)];
    }
}
