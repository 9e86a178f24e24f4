using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Experiments.Peers;

namespace FhnHw.Host.Results;

/// <summary>What <c>bench --peers</c> and <c>bench --scaling</c> write as JSON.</summary>
/// <param name="Peers">fhnhw and its peers in turns; null where they were not asked for.</param>
/// <param name="Growth">How the time grows with each size; null where it was not asked for.</param>
/// <param name="Machine">How busy the machine was at the start.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record SpeedJson(PeersResult? Peers, GrowthResult? Growth, MachineLoad Machine, Provenance Provenance);
