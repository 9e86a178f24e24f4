namespace FhnHw.Host.Tests.Commands;

/// <summary>A calibration of 8 cells, measured once for all tests.</summary>
public sealed class CalibrationOfEight : IDisposable
{
    public CalibrationOfEight() => Assert.Equal(0, CliRun.Of($"calibrate cpu --imperfections lab --hidden 8 {CliRun.Short} --out {Path}").Code);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"fhnhw-calibrate-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

public sealed class CalibrateCommandTests(CalibrationOfEight calibration) : IClassFixture<CalibrationOfEight>, IDisposable
{
    private const string Images = "--data builtin --train-images 100 --test-images 20 --epochs 1 " + CliRun.Short;
    private readonly string _run = Path.Combine(Path.GetTempPath(), $"fhnhw-twin-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_run))
        {
            Directory.Delete(_run, recursive: true);
        }
    }

    [Theory]
    [InlineData("--device twin:{0}")]
    [InlineData("--device cpu --calibration {0}")]
    [InlineData("--device twin:{0} --calibration {0}")]
    public void A_network_has_as_many_cells_as_the_calibration_that_it_is_trained_with(string options)
    {
        var configuration = CliRun.Of($"train {string.Format(null, options, calibration.Path)} {Images} --json -").Json.GetProperty("configuration");
        Assert.Equal(8, configuration.GetProperty("training").GetProperty("hidden")[0].GetInt32());
    }

    [Theory]
    [InlineData("--device twin:{0}")]
    [InlineData("--device cpu --calibration {0}")]
    public void A_network_of_another_number_of_cells_is_refused(string options) =>
        CliRun.Of($"train {string.Format(null, options, calibration.Path)} {Images} --hidden 9")
            .ShouldBeRefused(2, "of 8 cells and the network has 9", "--hidden 8");

    [Fact]
    public void A_twin_stands_in_for_the_cells_that_a_network_was_trained_on()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Images} --imperfections lab --hidden 8 --out {_run}").Code);
        var twin = CliRun.Of($"eval {_run} --device twin:{calibration.Path}");
        Assert.Matches(@"\b8 cells \w+, of a \w+", twin.Output);
        Assert.Equal("", twin.Error);
        var both = CliRun.Of($"eval {_run} --device twin:{calibration.Path} --noise-x 0.1");
        Assert.Equal(2, both.Code);
        Assert.Contains("leave out imperfections", both.Error);
    }

    [Fact]
    public void A_network_of_other_cells_than_the_twin_is_refused()
    {
        Assert.Equal(0, CliRun.Of($"train --device cpu {Images} --hidden 9 --out {_run}").Code);
        var refused = CliRun.Of($"eval {_run} --device twin:{calibration.Path}");
        Assert.Equal(2, refused.Code);
        Assert.Contains("The calibration is of 8 cells, and the array has 9", refused.Error);
    }

    [Fact]
    public void A_run_on_a_twin_goes_on_from_another_folder()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, calibration.Path);
        var configuration = CliRun.Of($"train --device twin:{relative} {Images} --json -").Json.GetProperty("configuration");
        Assert.Equal($"twin:{calibration.Path}", configuration.GetProperty("device").GetString());
    }
}
