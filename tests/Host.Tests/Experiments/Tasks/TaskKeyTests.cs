using FhnHw.Host.Experiments.Tasks;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Experiments.Tasks;

public class TaskKeyTests
{
    [Fact]
    public void Every_property_of_settings_enters_the_key()
    {
        var ways = Changed.Ways(new RunSettings { Calibration = "a", Data = "b" }).ToArray();
        Assert.True(ways.Length > 60, $"{ways.Length} ways to change settings");
        string[] keys = [.. ways.Select(way => Key(way.Value)), Key(new RunSettings { Calibration = "a", Data = "b" })];
        foreach (var (index, (name, _)) in ways.Index())
        {
            Assert.True(keys.Count(key => key == keys[index]) == 1, $"{name} does not change the key");
        }
    }

    [Fact]
    public void All_that_decides_a_task_enters_its_key()
    {
        var need = new StudyTask("0123", "a need", 1, [], _ => 1);
        string[] keys =
        [
            TaskKey.Of("a 1", "b", 1, "c", null), TaskKey.Of("a 2", "b", 1, "c", null), TaskKey.Of("a 1", "d", 1, "c", null),
            TaskKey.Of("a 1", "b", 2, "c", null), TaskKey.Of("a 1", "b", 1, "d", null), TaskKey.Of("a 1", "b", 1, "c", "a board"),
            TaskKey.Of("a 1", "b", 1, "c", null, need),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{20}$", key));
    }

    [Fact]
    public void The_order_of_properties_does_not_matter() =>
        Assert.Equal(Key(new { a = 1, b = new { c = 2, d = 0.1 } }), Key(new { b = new { d = 0.1, c = 2 }, a = 1 }));

    [Fact]
    public void A_key_is_the_same_in_every_process_and_version_of_the_runtime() =>
        Assert.Equal("43661572b31be9cbed68", TaskKey.Of("a 1", "b", ArraySettings.Usual, "c", null));

    private static string Key(object settings) => TaskKey.Of("a 1", "b", settings, "c", null);
}
