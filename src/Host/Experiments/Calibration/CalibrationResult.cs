using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Calibration;

/// <summary>How near a model's responses are to the device's, units of x.</summary>
/// <param name="Rms">Root of the mean square over cells and currents.</param>
/// <param name="Worst">The largest distance of any cell at any current.</param>
/// <param name="WorstCell">Where that is.</param>
internal sealed record Distance(double Rms, double Worst, int WorstCell);

/// <summary>What a calibration gave.</summary>
/// <param name="Measured">What was measured.</param>
/// <param name="Device">What the device says of itself.</param>
/// <param name="Twin">What the twin made of the calibration says of itself.</param>
/// <param name="Repeats">Trials of each current.</param>
/// <param name="Currents">The currents, in rising order.</param>
/// <param name="Responses">Mean of x, [cell][current].</param>
/// <param name="Repeatability">Between two halves of the device's own trials: no model can be nearer.</param>
/// <param name="OfTwin">Between the twin and trials of the device that the calibration was not made from.</param>
/// <param name="OfIdeal">Between ideal cells and those trials: what not calibrating costs.</param>
/// <param name="Residuals">Of the twin, root mean square of each cell.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record CalibrationResult(
    CellCalibration Measured, ArrayDescription Device, ArrayDescription Twin, int Repeats, double[] Currents, double[][] Responses,
    Distance Repeatability, Distance OfTwin, Distance OfIdeal, double[] Residuals, double Seconds);
