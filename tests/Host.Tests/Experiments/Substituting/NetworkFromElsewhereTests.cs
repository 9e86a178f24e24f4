using FhnHw.Host.Experiments.Substituting;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Experiments.Substituting;

public sealed class NetworkFromElsewhereTests : IDisposable
{
    private static readonly DataSet Data = BuiltInDigits.Generate(400, 20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_of_sigmoids_is_taken()
    {
        var trained = Train(new PlainSigmoid());
        Assert.True(NetworkFromElsewhere.Read(trained.Path, Data, CancellationToken.None).EqualTo(trained.Run.Weights));
    }

    [Theory]
    [InlineData(false, "with tanh units")]
    [InlineData(true, "with ReLU units")]
    public void A_network_of_other_units_does_not_pass_as_one_of_sigmoids(bool rectifiers, string units)
    {
        var trained = Train(rectifiers ? new PlainRelu() : new PlainTanh());
        var refused = Assert.Throws<InvalidSettingException>(() => NetworkFromElsewhere.Read(trained.Path, Data, CancellationToken.None));
        Assert.Contains(units, refused.Message, StringComparison.Ordinal);
    }

    private (string Path, TrainingRun Run) Train(IPlainUnit unit)
    {
        var settings = new RunSettings { Training = new TrainingOptions { Hidden = 16, Epochs = 6, Batch = 20, Seed = 1 } };
        var run = new TrainingRun(settings, Data.Train, HiddenLayers.Alike(new PlainLayer(unit), 1));
        run.Run(CancellationToken.None);
        WeightsFile.Write(_folder["weights.npz"], run.Weights);
        return (_folder["weights.npz"], run);
    }
}
