using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Training.Tests.Runs;

/// <summary>Files that a fuzzer found to be taken, or to end the program; each is as small as it could be made.</summary>
public sealed class DamagedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("null", "it is empty")]
    [InlineData("[]", "does not know")]
    [InlineData("{\"training\": null}", "does not know")]
    [InlineData("{\"array\": {\"format\": null}}", "does not know")]
    [InlineData("{\"training\": {\"learningRate\": 1e999}}", "does not know")]
    [InlineData("{\"training\": {\"learningRate\": -1}}", "learning rate is -1")]
    [InlineData("{\"training\": {\"batch\": 0}}", "mini-batch size is 0")]
    [InlineData("{\"training\": {\"epochs\": -5}}", "number of epochs is -5")]
    [InlineData("{\"training\": {\"schedule\": 7}}", "does not know")]
    [InlineData("{\"training\": {\"hiddenNoise\": {\"additive\": -1}}}", "intensity of additive noise is -1")]
    [InlineData("{\"evaluateEvery\": 0}", "evaluations is 0")]
    [InlineData("{\"validate\": -1}", "hold out is -1")]
    public void A_configuration_that_no_command_line_gives_is_refused_by_name(string text, string words)
    {
        var path = _folder["config.json"];
        File.WriteAllText(path, text);
        var refused = Assert.Throws<InvalidSettingException>(() => RunSettings.Read(path));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ADC_without_a_sound_range_is_refused()
    {
        var path = _folder["config.json"];
        File.WriteAllText(path, new RunSettings().ToJson().Replace("\"adcRange\": 2.5", "\"adcRange\": 1e20", StringComparison.Ordinal));
        Assert.Contains("range of the ADC", Assert.Throws<InvalidSettingException>(() => RunSettings.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN in best.percent")]
    [InlineData(double.PositiveInfinity, "an infinite number in best.percent")]
    public void A_checkpoint_whose_best_epoch_is_no_number_is_refused_by_name(double vote, string words)
    {
        var path = _folder["checkpoint.npz"];
        var weights = NetworkWeights.Draw(6, 3, 4, 1);
        Checkpoint.Write(path, weights, new AdamState(weights), 1, [CellsAt.Start], new BestEpoch(1, vote, 90));
        Assert.Contains(words, Assert.Throws<UnusableFileException>(() => Checkpoint.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_of_a_signed_byte_below_0_is_refused_as_a_label()
    {
        var path = _folder["labels"];
        File.WriteAllBytes(path, [0, 0, 9, 1, 0, 0, 0, 1, 0xFF]);
        Assert.Contains("label -1", Assert.Throws<InvalidSettingException>(() => IdxFile.ReadLabels(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"device\":\"\",\"cells\":[{\"cell\":{},\"noise\":0},null]}")]
    [InlineData("{\"device\":\"\",\"cells\":[{\"cell\":{\"stuckAt\":483647},\"noise\":0}]}")]
    [InlineData("{\"device\":\"\",\"cells\":[{\"cell\":{\"gain\":1e999},\"noise\":0}]}")]
    public void A_calibration_of_cells_that_cannot_be_is_refused(string text)
    {
        File.WriteAllText(_folder["calibration.json"], text);
        Assert.Throws<InvalidSettingException>(() => CellCalibration.Read(_folder.Path));
    }
}
