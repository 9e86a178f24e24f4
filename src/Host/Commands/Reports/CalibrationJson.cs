using FhnHw.Host.Commands.Output;
using FhnHw.Host.Experiments.Calibration;

namespace FhnHw.Host.Commands.Reports;

/// <summary>What <c>calibrate</c> writes as JSON.</summary>
/// <param name="Calibration">What was measured.</param>
/// <param name="Provenance">Where it comes from.</param>
internal sealed record CalibrationJson(CalibrationResult Calibration, Provenance Provenance);
