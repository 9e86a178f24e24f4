using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Noise;

namespace FhnHw.Host.Results;

/// <summary>What <c>noise</c> writes as JSON.</summary>
/// <param name="Noise">What was measured.</param>
/// <param name="Provenance">Program, command, devices and seed.</param>
internal sealed record NoiseJson(NoiseResult Noise, StudyProvenance Provenance);
