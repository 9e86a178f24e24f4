using FhnHw.Host.Experiments.Compare;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Float;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Tasks;

public class StudyKeysTests
{
    private static readonly DataSet Images = SmallSets.Set();

    [Fact]
    public void Every_setting_of_the_papers_plan_changes_keys() => ShouldChangeKeys(PaperPlan.Whole(1), 19, plan => new PaperStudy(
        array => new CpuArray(array), array => new FloatArray(array), Images, plan, default));

    [Fact]
    public void Every_setting_of_a_comparison_changes_keys() => ShouldChangeKeys(new ComparePlan(), 8, Compare);

    [Fact]
    public void A_format_that_is_added_leaves_the_keys_of_the_others()
    {
        var few = Keys(Compare(new ComparePlan { Formats = ComparedFormat.ParseList("16:0:8,4:6:8") }));
        var more = Keys(Compare(new ComparePlan { Formats = ComparedFormat.ParseList("16:0:8,3:3:8,4:6:8") }));
        Assert.Equal(few.Length + 1, more.Length);
        Assert.Equal(few, more.Intersect(few));
    }

    private static CompareStudy Compare(ComparePlan plan) => new(array => new CpuArray(array), Images, plan, default);

    private static void ShouldChangeKeys<T>(T plan, int settings, Func<T, IStudy> study)
        where T : notnull
    {
        var keys = Keys(study(plan));
        Assert.Equal(keys, Keys(study(plan)));
        var ways = Changed.Ways(plan).ToArray();
        Assert.True(ways.Length >= settings, $"{ways.Length} settings");
        Assert.All(ways, way => Assert.False(Keys(study((T)way.Value)).SequenceEqual(keys), way.Name));
    }

    private static string[] Keys(IStudy study)
    {
        using (study)
        {
            return [.. study.Stages.SelectMany(stage => stage.Tasks).Select(task => task.Key)];
        }
    }
}
