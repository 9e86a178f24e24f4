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
        var dead = calibration.Cells.Count(cell => cell.Cell.StuckAt is 0);
        var stuck = calibration.Cells.Count(cell => cell.Cell.StuckAt is not (null or 0));
        Line($"cells   {calibration.Cells.Length}: {dead} dead, {stuck} stuck");
        if (moving.Length > 1)
        {
            var (offsets, gains) = (moving.Select(cell => cell.Offset).ToArray(), moving.Select(cell => cell.Gain).ToArray());
            Line($"offset  {offsets.Mean():+0.0000;-0.0000} ± {offsets.StandardDeviation():0.0000}");
            Line($"gain    {gains.Mean():0.0000} ± {gains.StandardDeviation():0.0000}");
        }

        Line($"noise   on x {calibration.NoiseX:0.0000}, on y {calibration.NoiseY:0.0000} per root of a time unit");
        if (calibration.AdcBits == 0)
        {
            Line($"read    as it is");
        }
        else
        {
            Line($"read    in steps of {calibration.AdcRange / (1 << (calibration.AdcBits - 1)):0.0000}");
        }

        var twin = result.OfTwin;
        Line($"twin    {twin.Rms:0.0000} from the device's mean of x (root mean square), at most {twin.Worst:0.000} in cell {twin.WorstCell}");
        Line($"        the device repeats itself to {result.Repeatability.Rms:0.0000}; ideal cells are {result.OfIdeal.Rms:0.0000} from it");

        void Line(FormattableString text) => screen.Text.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
