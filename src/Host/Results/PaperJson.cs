using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Paper;

namespace FhnHw.Host.Results;

/// <summary>What <c>paper</c> writes as JSON.</summary>
/// <param name="Paper">What was measured.</param>
/// <param name="Provenance">Program, command, devices and seed.</param>
internal sealed record PaperJson(PaperResult Paper, StudyProvenance Provenance);
