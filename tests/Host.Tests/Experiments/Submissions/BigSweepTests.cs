using System.Globalization;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Submissions;

/// <summary>The table of docs/slurm.md: 100,000 tasks on 1000 boards, and what holds them up.</summary>
public class BigSweepTests
{
    // What one thing takes, as docs/slurm.md says.
    private static readonly BigSweep Usual = new(
        Tasks: 100_000, TaskSeconds: 10, Boards: 1000, Jobs: 1000, StartSeconds: 2.2, ControllerSeconds: 0.2, LoadSeconds: 0.025,
        WriteSeconds: 0.008, ListSeconds: 1e-6, ReadSeconds: 0.0005);

    private static readonly (string Name, BigSweep Sweep)[] Cases =
    [
        ("as submitted: 1000 jobs of 100 tasks", Usual),
        ("the same, a controller of 0.02 s a job", Usual with { ControllerSeconds = 0.02 }),
        ("a job a task, a controller of 0.02 s a job", Usual with { ControllerSeconds = 0.02, Jobs = 100_000 }),
        ("5556 jobs of 18 tasks (180 s), a controller of 0.02 s a job", Usual with { ControllerSeconds = 0.02, Jobs = 5556 }),
        ("tasks of 1 s", Usual with { TaskSeconds = 1 }),
        ("a file server of 20 ms a result", Usual with { WriteSeconds = 0.020 }),
        ("10,000 tasks on 100 boards", Usual with { Tasks = 10_000, Boards = 100, Jobs = 556 }),
    ];

    [Fact]
    public void The_table_in_the_document_is_what_the_model_gives()
    {
        var document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "slurm.md"));
        Assert.All(Cases, row => Assert.Contains(Row(row.Name, row.Sweep), document));
    }

    [Fact]
    public void Tasks_that_nothing_holds_up_take_as_long_as_on_boards_alone()
    {
        var free = Usual with
        {
            StartSeconds = 0,
            ControllerSeconds = 0,
            LoadSeconds = 0,
            WriteSeconds = 0,
            ListSeconds = 0,
            ReadSeconds = 0,
        };
        var (seconds, _, _, writing, looking) = free.Run();
        Assert.Equal((0, 0), (writing, looking));
        Assert.InRange(seconds, 1000, 1015); // the next look after the last file
    }

    private static string Row(string name, BigSweep sweep)
    {
        var (seconds, controller, loading, writing, looking) = sweep.Run();
        var (ideal, busy) = (sweep.Tasks * sweep.TaskSeconds / sweep.Boards, 100 * controller / seconds);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {seconds:F0} s | {100 * ideal / seconds:F0} % | {busy:F0} % | {loading:F0} s | {writing:F0} s | {looking:F0} s |");
    }
}
