using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Calibration;

namespace FhnHw.Host.Results;

/// <summary>What <c>calibrate</c> writes as JSON.</summary>
/// <param name="Calibration">What was measured.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record CalibrationJson(CalibrationResult Calibration, Provenance Provenance);
