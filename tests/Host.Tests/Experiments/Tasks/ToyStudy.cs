using FhnHw.Host.Experiments.Tasks;

namespace FhnHw.Host.Tests.Experiments.Tasks;

/// <summary>Squares of some numbers, and of each the sum with its neighbour's: what depends on what is plain to see.</summary>
internal sealed class ToyStudy : IStudy<string>
{
    private readonly StudyTask[] _squares, _sums;
    private int _computed;

    public ToyStudy(params int[] numbers)
    {
        _squares = [.. numbers.Select(number => new StudyTask(
            TaskKey.Of("toy 1", "square", number, "", null), $"square of {number}", 1, [], call => Compute(call, number * (double)number)))];
        _sums = [.. _squares.Zip(_squares.Skip(1), (a, b) => new StudyTask(
            TaskKey.Of("toy 1", "sum", "", "", null, a, b), $"{a.Title} and {b.Title}", 2, [a, b],
            call => Compute(call, call.Of<double>(a) + call.Of<double>(b))))];
    }

    public int Lanes { get; init; } = 1;

    public int Computed => _computed;

    /// <summary>Called before each task.</summary>
    public Action<int> Before { get; init; } = _ => { };

    public IReadOnlyList<Stage> Stages => [new("squares", _squares), new("sums", _sums)];

    public IEnumerable<StudyTask> All => Stages.SelectMany(stage => stage.Tasks);

    public string Device => "none";

    public string DataFingerprint => "";

    public string Result(TaskResults results) => string.Join(' ', All.Select(results.Of<double>));

    public void Dispose()
    {
    }

    private double Compute(TaskCall call, double value)
    {
        Before(Interlocked.Increment(ref _computed));
        call.Tell(0.5, "half of it");
        return value;
    }
}
