using FhnHw.Host.Experiments.Tasks;

namespace FhnHw.Host.Tests.Experiments.Tasks;

/// <summary>Given tasks, in two stages.</summary>
internal sealed class ListedStudy(StudyTask[] first, StudyTask[] second) : IStudy
{
    public IReadOnlyList<Stage> Stages => [new("first", first), new("second", second)];

    public int Lanes { get; init; } = 1;

    public string Device => "none";

    public string DataFingerprint => "";

    public void Dispose()
    {
    }
}
