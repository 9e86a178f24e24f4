using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Compare;

namespace FhnHw.Host.Results;

/// <summary>What <c>compare</c> writes as JSON.</summary>
/// <param name="Compare">What was measured.</param>
/// <param name="Provenance">Program, command, devices and seed.</param>
internal sealed record CompareJson(CompareResult Compare, StudyProvenance Provenance);
