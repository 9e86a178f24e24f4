using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Slurm;
using FhnHw.Host.Tests.Experiments.Tasks;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Submissions;

public sealed class SlurmSweepTests : IDisposable
{
    private readonly TemporaryFolder _place = new();
    private readonly ToyStudy _study = new(1, 2, 3, 4, 5, 6, 7, 8);
    private readonly SweepFolder _sweep;
    private readonly SlurmFolder _folder;
    private readonly ToySlurm _slurm;
    private readonly List<string> _notes = [];
    private int _looks;

    public SlurmSweepTests()
    {
        _sweep = new SweepFolder(_place.Path, _notes.Add);
        _folder = new SlurmFolder(_sweep);
        _slurm = new ToySlurm(_sweep, _study);
        SweepPlan.Of(_study, ["toy"], "none", "test").Write(_sweep.PlanFile);
        Begin();
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Each_stage_is_an_array_of_jobs_that_waits_for_the_stages_before_it()
    {
        Run();
        Assert.Equal([("fhnhw-test-001", 4, 0), ("fhnhw-test-002", 4, 1)],
            _slurm.Submitted.Select(jobs => (jobs.Name, jobs.Count, jobs.After.Count)));
        Assert.Equal(_study.All.Count(), _study.Computed);
        Assert.Equal("1 4 9 16 25 36 49 64 5 13 25 41 61 85 113", _study.Result(new TaskResults(_sweep)));
    }

    [Fact]
    public void A_submission_is_written_down_before_Slurm_is_asked()
    {
        _slurm.Refuse = jobs => Assert.Contains(_folder.Submissions(), kept => kept.Name == jobs.Name && kept.Array is null);
        Run();
        Assert.All(_folder.Submissions(), kept => Assert.NotNull(kept.Array));
    }

    [Fact]
    public void A_submission_that_was_broken_off_after_Slurm_took_it_is_found_by_its_name()
    {
        _slurm.Refuse = jobs => throw new ProcessEndedException();
        Assert.Throws<ProcessEndedException>(Run);
        _slurm.Refuse = _ => { };
        var kept = Assert.Single(_folder.Submissions());
        _slurm.Submit(new JobArray(kept.Name, "", "", kept.Parts.Count, [], [], "", [], new Dictionary<string, string>()));
        Run();
        Assert.Equal(["fhnhw-test-001", "fhnhw-test-002"], _slurm.Submitted.Select(jobs => jobs.Name));
    }

    [Fact]
    public void A_submission_that_was_broken_off_before_Slurm_took_it_is_made_again_under_another_name()
    {
        _slurm.Refuse = _ => throw new ProcessEndedException();
        Assert.Throws<ProcessEndedException>(Run);
        _slurm.Refuse = _ => { };
        Run();
        Assert.Equal(["fhnhw-test-002", "fhnhw-test-003"], _slurm.Submitted.Select(jobs => jobs.Name));
    }

    [Fact]
    public void Whoever_goes_on_submits_nothing_that_is_submitted()
    {
        Assert.Throws<ProcessEndedException>(() => Run(_ => throw new ProcessEndedException()));
        Run();
        Assert.Equal(2, _slurm.Submitted.Count);
    }

    [Fact]
    public void Tasks_that_are_done_are_not_submitted()
    {
        new SweepRun(_study, new TaskResults(_sweep), _study.All.Take(8), "test").Run((_, _) => { }, CancellationToken.None);
        Run();
        Assert.Single(_slurm.Submitted);
        Assert.Equal(_study.All.Count(), _study.Computed);
    }

    [Fact]
    public void What_was_lost_is_submitted_again_and_nothing_else()
    {
        _slurm.Ending = (jobs, index) => (jobs.Name[^1], index) is ('1', 2) or ('2', 1) ? "NODE_FAIL" : null;
        Run();
        // The jobs of the second stage that missed a square computed it themselves.
        Assert.Equal(_study.All.Count(), _study.Computed);
        Assert.Equal("1 4 9 16 25 36 49 64 5 13 25 41 61 85 113", _study.Result(new TaskResults(_sweep)));
        Assert.Equal(2, Assert.Single(_folder.Submissions().Skip(2)).Parts.Sum(part => part.Count));
        Assert.Contains(_notes, note => note.Contains("(NODE_FAIL on node2)", StringComparison.Ordinal));
    }

    [Fact]
    public void After_three_tries_the_end_of_the_jobs_log_is_told()
    {
        _slurm.Ending = (jobs, index) =>
        {
            File.WriteAllText(_folder.Log(int.Parse(jobs.Name[^3..], null), index), "no such device\n");
            return "FAILED";
        };
        var error = Assert.Throws<LostTasksException>(Run);
        Assert.Contains("have no result after 3 jobs (the last: Slurm's", error.Message);
        Assert.Contains("FAILED on node1", error.Message);
        Assert.Contains("log: no such device", _notes);
        Assert.Equal(6, _slurm.Submitted.Count);
    }

    [Fact]
    public void A_sweep_whose_command_is_given_again_has_its_tries_anew()
    {
        _slurm.Ending = (_, _) => "FAILED";
        Assert.Throws<LostTasksException>(Run);
        _slurm.Ending = (_, _) => null;
        Begin();
        Run();
        Assert.Equal(_study.All.Count(), _study.Computed);
    }

    [Fact]
    public void A_damaged_file_is_told_of_and_its_task_done_again()
    {
        Run();
        var key = _study.All.First().Key;
        File.WriteAllText(_sweep.FileOf(key), "{");
        Run();
        Assert.Equal(1, _notes.Count(note => note.Contains("is damaged", StringComparison.Ordinal)));
        Assert.Equal(3, _slurm.Submitted.Count);
        Assert.True(_sweep.Has(key));
    }

    [Fact]
    public void Where_Slurm_takes_fewer_jobs_at_once_more_tasks_go_into_each()
    {
        _slurm.Refuse = jobs =>
        {
            if (jobs.Count > 1)
            {
                throw new SlurmRefusedException("too many", Refusal.TooMany);
            }
        };
        Run();
        Assert.Equal([1, 1], _slurm.Submitted.Select(jobs => jobs.Count));
    }

    [Fact]
    public void What_Slurm_does_not_take_at_all_is_told_at_once()
    {
        _slurm.Refuse = _ => throw new SlurmRefusedException("sbatch says: invalid partition", Refusal.Final);
        Assert.Equal("sbatch says: invalid partition", Assert.Throws<SlurmRefusedException>(Run).Message);
        Assert.All(_folder.Submissions(), kept => Assert.True(kept.IsLost));
    }

    [Fact]
    public void While_Slurm_does_not_answer_nothing_is_submitted()
    {
        Run(looks =>
        {
            _slurm.Answers = looks % 5 == 4;
            _slurm.Step();
        });
        Assert.Equal(2, _slurm.Submitted.Count);
    }

    [Fact]
    public void A_sweep_that_is_cancelled_submits_nothing_more()
    {
        Assert.Throws<OperationCanceledException>(() => Run(_ => _folder.Cancel()));
        Assert.Equal(2, _slurm.Submitted.Count);
        Assert.Throws<OperationCanceledException>(Run);
        new SlurmJobs(_folder, _slurm).Cancel();
        Assert.Equal(["fhnhw-test-001", "fhnhw-test-002"], _slurm.Cancelled);
    }

    [Fact]
    public void Cancelling_tells_how_many_jobs_there_were_and_cancels_nothing_that_is_done()
    {
        Assert.Throws<ProcessEndedException>(() => Run(_ => throw new ProcessEndedException()));
        string Cancel() => SweepCancelling.Run(_sweep, _sweep.Plan!, _folder, _slurm);
        Assert.StartsWith("8 jobs are cancelled; what is done is kept.", Cancel());
        Assert.Equal(["fhnhw-test-001", "fhnhw-test-002"], _slurm.Cancelled);
        _slurm.Ending = (_, _) => "CANCELLED";
        _slurm.Step();
        _slurm.Step();
        Assert.StartsWith("No job ran or waited; the sweep is marked as cancelled.", Cancel());
        Assert.True(_folder.IsCancelled);
        _slurm.Ending = (_, _) => null;
        Begin();
        Run();
        Assert.Equal($"All 15 tasks of {_place.Path} are done, so there is nothing to cancel.", Cancel());
        Assert.False(_folder.IsCancelled);
    }

    [Fact]
    public void The_status_counts_files_and_jobs_and_changes_nothing()
    {
        Assert.Throws<ProcessEndedException>(() => Run(_ => throw new ProcessEndedException()));
        _slurm.Ending = (_, index) => index == 0 ? "TIMEOUT" : null;
        _slurm.Step();
        var status = SweepStatus.Of(_sweep, _sweep.Plan!, _slurm);
        Assert.Equal([6, 0], status.Stages.Select(stage => stage.Done));
        Assert.Equal((0, 4), (status.Slurm!.Running, status.Slurm.Waiting));
        var failed = Assert.Single(status.Slurm.Failures);
        Assert.Equal(("1_0", "TIMEOUT on node1", _folder.Log(1, 0)), (failed.Job, failed.State, failed.Log));
    }

    private void Begin() => _folder.Begin(new SlurmSettings(
        SlurmSettings.UsualForm, "test", [], 0.3, "/", ["fhnhw"], new Dictionary<string, string>(),
        _folder.Submissions().Count == 0 ? 1 : _folder.Submissions()[^1].Number + 1));

    private void Run() => Run(_ => _slurm.Step());

    private void Run(Action<int> pause)
    {
        var until = _looks + 100;
        new SlurmSweep(_sweep, _slurm, _notes.Add).Run((_, _) => { }, _ =>
        {
            Assert.True(++_looks < until, "The sweep does not end.");
            pause(_looks);
        }, CancellationToken.None);
    }

    /// <summary>Stands for the end of the process.</summary>
    private sealed class ProcessEndedException : Exception;
}
