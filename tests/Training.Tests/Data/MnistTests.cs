using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public class MnistTests
{
    [MnistFact]
    public void The_real_set_is_read_and_recognised()
    {
        var set = DataPlace.Read(MnistFolder.Path!);
        Assert.Equal("MNIST", set.Name);
        Assert.True(set.Verified);
        Assert.Equal((60000, 10000, 28, 28, 10), (set.Train.Count, set.Test.Count, set.Train.Rows, set.Train.Columns, set.Train.Classes));
        Assert.Equal([5, 0, 4, 1, 9], set.Train.Labels[..5]);
        Assert.Equal("b2d8f5bf39174ee5", set.Fingerprint);
    }
}
