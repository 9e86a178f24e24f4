using FhnHw.Host.Experiments.Calibration;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Tests.Experiments.Calibration;

/// <summary>Cells whose words are known here are measured from their responses, and found again.</summary>
public class CalibratorTests
{
    private const int Cells = 12;

    [Fact]
    public void Offset_gain_and_cells_that_do_not_move_are_found()
    {
        var settings = Settings(new Imperfections { OffsetMismatch = 0.1, GainMismatch = 0.1, Dead = 1.0 / 12, Stuck = 1.0 / 12, Seed = 3 });
        var result = Calibrate(settings);
        var cells = settings.PerCell!.Cells;
        for (var cell = 0; cell < Cells; cell++)
        {
            var measured = result.Measured.Cells[cell].Cell;
            Assert.Equal(cells[cell].IsStuck, measured.StuckAt is not null);
            Assert.Equal(cells[cell].IsStuck && cells[cell].Start.X == 0, measured.StuckAt == 0);
            Assert.True(cells[cell].IsStuck || Math.Abs(measured.Offset - cells[cell].Offset) < 0.01, $"offset of cell {cell}");
            Assert.True(cells[cell].IsStuck || Math.Abs(measured.Gain - cells[cell].Gain) < 0.02, $"gain of cell {cell}");
        }

        Assert.Equal((0.0, 0.0), (result.Measured.NoiseX, result.Measured.NoiseY));
        Assert.Equal(0, result.Measured.AdcBits);
        Assert.Equal(0, result.Repeatability.Rms);
        Assert.True(result.OfTwin.Rms < result.OfIdeal.Rms / 5);
    }

    [Fact]
    public void Noise_is_estimated_from_cells_at_rest()
    {
        var calibration = Calibrate(Settings(new Imperfections { NoiseX = 0.1, NoiseY = 0.05 })).Measured;
        Assert.InRange(calibration.NoiseX, 0.085, 0.115);
        Assert.InRange(calibration.NoiseY, 0.04, 0.06);
        Assert.All(calibration.Cells, cell => Assert.InRange(cell.Noise, 1e-5, 0.05));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void The_steps_of_an_ADC_are_found(int bits)
    {
        var calibration = Calibrate(Settings(new Imperfections { AdcBits = bits, AdcRange = 2.5, OffsetMismatch = 0.1 })).Measured;
        Assert.Equal(2.5 / (1 << (bits - 1)), calibration.AdcRange / (1 << (calibration.AdcBits - 1)), 3);
    }

    [Fact]
    public void A_calibration_is_read_as_it_was_written_and_responds_between_its_currents()
    {
        using var folder = new TemporaryFolder();
        var settings = Settings(new Imperfections { OffsetMismatch = 0.1, Stuck = 0.1 });
        var calibration = Calibrate(settings).Measured;
        calibration.Write(folder.Path);
        var read = CellCalibration.Read(folder.Path);
        Assert.Equal(calibration.Cells, read.Cells);
        Assert.Equal(calibration.Curve, read.Curve);
        Assert.Equal((calibration.NoiseX, calibration.AdcBits, calibration.AdcRange), (read.NoiseX, read.AdcBits, read.AdcRange));
        var answers = read.ResponsesTo(CurrentCodes.OfBits(3, -0.5));
        Assert.Equal(7 * Cells, answers.Length);
        Assert.Equal(calibration.Curve[(5 * 15) + 7], answers[(3 * Cells) + 5], 5); // I = 0 of cell 5, the middle of 15 levels and of 7
        Assert.Throws<InvalidSettingException>(() => read.ResponsesTo(CurrentCodes.OfBits(3, -1.5)));
        Assert.Throws<InvalidSettingException>(() => CellCalibration.Read(Path.Combine(folder.Path, "none")));
    }

    private static ArraySettings Settings(Imperfections imperfections)
    {
        var format = new CellFormat();
        return new ArraySettings(format, new CellParameters(), CurrentCodes.OfBits(4, -1), Window.OfTime(format, 30, 100, 16))
        {
            Imperfections = imperfections,
            Cells = Cells,
        };
    }

    private static CalibrationResult Calibrate(ArraySettings settings) =>
        new Calibrator(array => new CpuArray(array), settings, Cells, repeats: 3).Run(_ => { }, CancellationToken.None);
}
