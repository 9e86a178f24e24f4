using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Benchmark;

namespace FhnHw.Host.Results;

/// <summary>Speeds, as <c>bench --json</c> writes them.</summary>
/// <param name="Rows">One for each device and kind of work.</param>
/// <param name="Machine">How busy the machine was at the start.</param>
/// <param name="Quick">True for a short measurement.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record BenchResult(IReadOnlyList<BenchRow> Rows, MachineLoad Machine, bool Quick, Provenance Provenance);
