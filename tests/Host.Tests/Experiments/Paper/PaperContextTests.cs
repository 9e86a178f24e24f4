using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Tests.Experiments.Tasks;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Host.Tests.Experiments.Paper;

public sealed class PaperContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _made;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trials_that_change_nothing_in_the_array_ask_it_once_and_give_the_same_side_by_side()
    {
        var together = Rows("together", lanes: 3);
        Assert.Equal(2, _made); // what it is, and the response table
        Assert.Equivalent(Rows("alone", lanes: 1), together, strict: true);
        Assert.Equal(4, _made);
    }

    [Fact]
    public void Equal_trials_are_one_task_and_one_that_goes_on_leaves_the_network_it_began_with_as_it_was()
    {
        using var context = Context();
        var trials = new TrialTasks(context, Make);
        var first = new Trial { Options = InLoop.Options(1, 1) };
        var further = trials.Of(first with { Then = first }, "further");
        Assert.Same(trials.Of(first, "first"), Assert.Single(further.Needs));
        Assert.Same(trials.Of(first, "first"), trials.Of(new Trial { Options = InLoop.Options(1, 1) }, "the same"));
        var results = new TaskResults(new SweepFolder(_folder["goes on"]));
        var study = new ListedStudy([trials.Of(first, "first")], [further]);
        new SweepRun(study, results, [further], "test").Run((_, _) => { }, CancellationToken.None);
        var (before, after) = (results.Of<TrialOutcome>(trials.Of(first, "first")).Done.Weights, results.Of<TrialOutcome>(further).Done.Weights);
        Assert.False(before.EqualTo(after));
        Assert.True(before.EqualTo(first.Run(context.UsualCells(first.Options.Nonlinearity), context.TrialData, default).Weights));
    }

    [Fact]
    public void Every_setting_of_a_trial_enters_its_key()
    {
        using var context = Context();
        var trial = new Trial { Options = InLoop.Options(1, 1), Then = new Trial { Options = InLoop.Options(1, 1) } };
        var ways = Changed.Ways(trial).ToArray();
        Assert.True(ways.Length > 40, $"{ways.Length} ways to change a trial");
        string[] keys = [.. ways.Select(way => (Trial)way.Value).Append(trial).Select(one => new TrialTasks(context, Make).Of(one, "").Key)];
        foreach (var (index, (name, _)) in ways.Index())
        {
            Assert.True(keys.Count(key => key == keys[index]) == 1, $"{name} does not change the key");
        }
    }

    private LostDigitRow[] Rows(string folder, int lanes)
    {
        using var context = Context();
        var (lost, trials) = (new LostDigit(context), new TrialTasks(context, Make));
        StudyTask[] tasks = [.. lost.Trials.Select(trial => trials.Of(trial.Trial, trial.Title, trial.Plain))];
        var stages = trials.All.ToLookup(task => task.Needs.Count > 0);
        var study = new ListedStudy([.. stages[false]], [.. stages[true]]) { Lanes = lanes };
        var results = new TaskResults(new SweepFolder(_folder[folder]));
        new SweepRun(study, results, tasks, "test").Run((_, _) => { }, CancellationToken.None);
        return lost.Rows([.. tasks.Select(task => results.Of<TrialOutcome>(task).Done.Test)]);
    }

    private static StudyTask Make(object settings, string title, StudyTask[] needs, Func<TaskCall, object> compute) =>
        new(TaskKey.Of("test 1", "trial", settings, "", null, needs), title, 1, needs, compute);

    private PaperContext Context() => new(
        settings =>
        {
            _made++;
            return new CpuArray(settings);
        },
        settings => new CpuArray(settings), BuiltInDigits.Generate(20, 10), PaperPlan.Short(1) with { TrialEpochs = 1 }, default);
}
