using System.Globalization;
using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Terminal;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Results;

/// <summary>What <c>calibrate</c> tells people.</summary>
internal static class CalibrationText
{
    /// <summary>Writes it.</summary>
    public static void Write(CalibrationResult result, Screen screen)
    {
        var calibration = result.Measured;
        var moving = calibration.Cells.Select(cell => cell.Cell).Where(cell => cell.StuckAt is null).ToArray();
        Line($"cells   {calibration.Cells.Length}: {calibration.Cells.Count(cell => cell.Cell.StuckAt == 0)} dead, {calibration.Cells.Count(cell => cell.Cell.StuckAt is { } at && at != 0)} stuck");
        if (moving.Length > 1)
        {
            Line($"offset  {moving.Select(cell => cell.Offset).Mean():+0.0000;-0.0000} ± {moving.Select(cell => cell.Offset).StandardDeviation():0.0000}");
            Line($"gain    {moving.Select(cell => cell.Gain).Mean():0.0000} ± {moving.Select(cell => cell.Gain).StandardDeviation():0.0000}");
        }

        Line($"noise   on x {calibration.NoiseX:0.0000}, on y {calibration.NoiseY:0.0000} per root of a time unit");
        Line($"read    {(calibration.AdcBits == 0 ? "as it is" : string.Create(CultureInfo.InvariantCulture, $"in steps of {calibration.AdcRange / (1 << (calibration.AdcBits - 1)):0.0000}"))}");
        Line($"twin    {result.OfTwin.Rms:0.0000} from the device's mean of x (root mean square), at most {result.OfTwin.Worst:0.000} in cell {result.OfTwin.WorstCell}");
        Line($"        the device repeats itself to {result.Repeatability.Rms:0.0000}; ideal cells are {result.OfIdeal.Rms:0.0000} from it");

        void Line(FormattableString text) => screen.Text.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
