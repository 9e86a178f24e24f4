using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;

namespace FhnHw.Host.Tests.Experiments.Submissions;

public class JobPartsTests
{
    [Fact]
    public void A_job_lasts_about_as_long_as_is_wanted() =>
        Assert.All(Of(100, 180, 1000), part => Assert.InRange(part.Count, 16, 18)); // tasks of 10 s

    [Fact]
    public void There_are_no_more_jobs_than_Slurm_takes_and_every_task_is_in_one()
    {
        var parts = Of(100, 1, 7);
        Assert.Equal(7, parts.Count);
        Assert.Equal(Tasks(100).Select(task => task.Key).Order(), parts.SelectMany(part => part).Order());
    }

    [Fact]
    public void Long_tasks_and_short_ones_are_dealt_so_that_jobs_are_as_long_as_each_other()
    {
        PlannedTask[] tasks = [new("a", "", 90), new("b", "", 30), new("c", "", 30), new("d", "", 30)];
        Assert.Equal([["a"], ["b", "c", "d"]], JobParts.Of(tasks, task => task.Work, 90, 10));
    }

    [Fact]
    public void A_task_is_thought_to_take_as_long_as_those_of_its_stage()
    {
        var times = new TaskTimes(new SweepPlan("", "", ["x"], "", "", [new("one", [new("a", "", 1)]), new("two", [new("b", "", 2), new("c", "", 4)])]));
        Assert.Equal(10.0 * 3 / 7, times.Of(new PlannedTask("a", "", 1)), 6);
        times.Add("b", 5);
        Assert.Equal(10, times.Of(new PlannedTask("c", "", 4)));
        Assert.Equal(2.5, times.Of(new PlannedTask("a", "", 1)));
    }

    private static IReadOnlyList<IReadOnlyList<string>> Of(int tasks, double aim, int most) => JobParts.Of(Tasks(tasks), _ => 10, aim, most);

    private static PlannedTask[] Tasks(int count) => [.. Enumerable.Range(0, count).Select(index => new PlannedTask($"{index:D3}", "", 1))];
}
