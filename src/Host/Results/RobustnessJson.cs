using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Robustness;

namespace FhnHw.Host.Results;

/// <summary>What <c>robustness</c> writes as JSON.</summary>
/// <param name="Robustness">What was measured.</param>
/// <param name="Provenance">Program, command, devices and seed.</param>
internal sealed record RobustnessJson(RobustnessResult Robustness, StudyProvenance Provenance);
