using FhnHw.Host.Commands.Output;
using FhnHw.Host.Experiments.Compare;

namespace FhnHw.Host.Commands.Reports;

/// <summary>What <c>compare</c> writes as JSON.</summary>
/// <param name="Compare">What was measured.</param>
/// <param name="Provenance">Where it comes from.</param>
internal sealed record CompareJson(CompareResult Compare, Provenance Provenance);
