using FhnHw.Files;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Hidden;

public sealed class CellCalibrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CellCalibrationTests() => new CellCalibration
    {
        Device = "a test",
        Cells = [new(new MeasuredCell(0.25, 1.5, null), 0.125, 0.0625)],
        Currents = [-1, 1],
        Curve = [0.5, -0.5],
    }.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_calibration_is_read_as_it_was_written()
    {
        var read = CellCalibration.Read(_folder.Path);
        Assert.Equal([0.5, -0.5], read.Curve);
        Assert.Equal(new MeasuredCell(0.25, 1.5, null), read.Cells[0].Cell);
    }

    [Fact]
    public void Curves_of_another_calibration_are_refused()
    {
        var json = File.ReadAllText(_folder["calibration.json"]);
        (CellCalibration.Read(_folder.Path) with { Curve = [0.5, -0.25] }).Write(_folder.Path);
        File.WriteAllText(_folder["calibration.json"], json); // as a power cut between the two files leaves them
        Assert.Contains("of another calibration", Assert.Throws<UnusableFileException>(() => CellCalibration.Read(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("currents", double.NaN, "NaN")]
    [InlineData("curve", double.PositiveInfinity, "an infinite number")]
    [InlineData("curve", 1e20, "too large")]
    public void Curves_with_a_number_that_cannot_be_used_are_refused_with_their_array(string name, double value, string words)
    {
        var path = _folder["curves.npz"];
        var file = Npz.Read(path);
        file.Get<double>(name)[0] = value;
        Npz.Write(path, file.Names.ToArray().Select(array => KeyValuePair.Create(array, file[array])));
        var message = Assert.Throws<UnusableFileException>(() => CellCalibration.Read(_folder.Path)).Message;
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains($" in {name};", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.25", "1e999")]
    [InlineData("0.125", "-1e999")]
    [InlineData("0.0625", "\"NaN\"")]
    [InlineData("\"gain\"", "\"other\": null, \"gain\"", false)]
    [InlineData("\"noiseX\": 0", "\"noiseX\": 1e999")]
    public void Cells_with_a_number_that_cannot_be_used_are_no_calibration(string from, string to, bool refused = true)
    {
        var path = _folder["calibration.json"];
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        var error = Record.Exception(() => CellCalibration.Read(_folder.Path));
        Assert.Equal(refused, error is InvalidSettingException);
    }
}
