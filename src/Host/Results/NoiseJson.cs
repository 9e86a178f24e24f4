using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Noise;

namespace FhnHw.Host.Results;

/// <summary>What <c>noise</c> writes as JSON.</summary>
/// <param name="Noise">What was measured.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record NoiseJson(NoiseResult Noise, Provenance Provenance);
