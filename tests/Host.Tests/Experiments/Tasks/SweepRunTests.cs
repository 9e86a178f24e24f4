using FhnHw.Host.Experiments.Tasks;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Tasks;

public sealed class SweepRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void All_tasks_are_done_once_and_their_files_make_the_result(int lanes)
    {
        var study = new ToyStudy(1, 2, 3, 4) { Lanes = lanes };
        var told = new List<long>();
        var run = Run(study, told.Add);
        Assert.Equal((7, 7, 0, "1 4 9 16 5 13 25"), (study.Computed, run.Missing, run.Found, study.Result(run.Results)));
        Assert.Equal(run.Work, told[^1]);
        Assert.Equal(told.Order(), told);
        Assert.Equal(7, Directory.GetFiles(Sweep.Tasks).Length);
        Assert.Equal("1 4 9 16 5 13 25", study.Result(new TaskResults(Sweep)));
        Assert.Empty(_notes);
    }

    [Fact]
    public void Numbers_that_are_given_twice_are_one_task()
    {
        var study = new ToyStudy(2, 2, 2);
        Assert.Equal((2, "4 4 4 8 8"), (Run(study).Missing, study.Result(new TaskResults(Sweep))));
        Assert.Equal(2, study.Computed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_run_that_was_stopped_goes_on_where_it_was(int stop)
    {
        using var cancellation = new CancellationTokenSource();
        var stopped = new ToyStudy(1, 2, 3, 4) { Before = computed => { if (computed == stop) { cancellation.Cancel(); } } };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(stopped, cancellation: cancellation.Token));
        var study = new ToyStudy(1, 2, 3, 4) { Lanes = 2 };
        var run = Run(study);
        Assert.Equal((8 - stop, stop - 1, "1 4 9 16 5 13 25"), (study.Computed, run.Found, study.Result(run.Results)));
    }

    [Fact]
    public void A_changed_sweep_does_what_is_new_and_nothing_else()
    {
        Run(new ToyStudy(1, 2, 3));
        var study = new ToyStudy(1, 2, 3, 5);
        var run = Run(study);
        Assert.Equal((2, 5, "1 4 9 25 5 13 34"), (study.Computed, run.Found, study.Result(run.Results)));
        Assert.Equal(0, Run(new ToyStudy(1, 2, 3)).Missing);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, 2")]
    [InlineData("another")]
    public void A_damaged_or_foreign_file_is_done_again_and_told(string content)
    {
        var study = new ToyStudy(1, 2, 3);
        Run(study);
        var (first, second) = (Sweep.FileOf(study.All.First().Key), Sweep.FileOf(study.All.ElementAt(1).Key));
        File.WriteAllText(first, content == "another" ? File.ReadAllText(second) : content);
        var again = new ToyStudy(1, 2, 3);
        Assert.Equal("1 4 9 5 13", again.Result(Run(again).Results));
        Assert.Equal(1, again.Computed);
        Assert.Contains("is damaged", Assert.Single(_notes));
    }

    [Fact]
    public void A_worker_that_misses_what_its_tasks_need_does_that_too_and_nothing_else()
    {
        var study = new ToyStudy(1, 2, 3, 4);
        var run = new SweepRun(study, new TaskResults(Sweep), study.All.Skip(5).Take(1), "test");
        Assert.Equal((3, 0), (run.Missing, run.Found));
        run.Run((_, _) => { }, CancellationToken.None);
        Assert.Equal(13, run.Results.Of<double>(study.All.ElementAt(5)));
        Assert.Equal(3, Directory.GetFiles(Sweep.Tasks).Length);
    }

    [Fact]
    public void Workers_that_do_the_same_tasks_at_once_do_no_harm()
    {
        Parallel.For(0, 4, _ => Run(new ToyStudy(1, 2, 3, 4)));
        var study = new ToyStudy(1, 2, 3, 4);
        Assert.Equal((0, "1 4 9 16 5 13 25"), (Run(study).Missing, study.Result(new TaskResults(Sweep))));
        Assert.Equal(7, Directory.GetFiles(Sweep.Tasks).Length);
    }

    private SweepFolder Sweep => new(_folder.Path, note => { lock (_notes) { _notes.Add(note); } });

    private SweepRun Run(ToyStudy study, Action<long>? told = null, CancellationToken cancellation = default)
    {
        var run = new SweepRun(study, new TaskResults(Sweep), study.All, "test");
        run.Run((done, _) => told?.Invoke(done), cancellation);
        return run;
    }
}
