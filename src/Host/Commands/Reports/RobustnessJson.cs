using FhnHw.Host.Commands.Output;
using FhnHw.Host.Experiments.Robustness;

namespace FhnHw.Host.Commands.Reports;

/// <summary>What <c>robustness</c> writes as JSON.</summary>
/// <param name="Robustness">What was measured.</param>
/// <param name="Provenance">Where it comes from.</param>
internal sealed record RobustnessJson(RobustnessResult Robustness, Provenance Provenance);
