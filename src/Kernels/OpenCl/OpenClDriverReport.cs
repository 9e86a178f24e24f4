namespace FhnHw.Kernels.OpenCl;

/// <summary>What a trial of one OpenCL driver showed.</summary>
/// <param name="Driver">The file that registers it, such as <c>/etc/OpenCL/vendors/pocl.icd</c>.</param>
/// <param name="Devices">Number of its devices.</param>
/// <param name="Problem">What is wrong with it, as in "pocl.icd PROBLEM"; null where nothing is.</param>
/// <param name="IsHarmful">True where it would take this process along: it ended its own, or did not answer.</param>
public sealed record OpenClDriverReport(string Driver, int Devices, string? Problem, bool IsHarmful);

/// <summary>What was found out about the drivers before they are loaded.</summary>
/// <param name="Drivers">Each driver.</param>
/// <param name="Loaded">Called once the others are loaded.</param>
public sealed record OpenClScreening(IReadOnlyList<OpenClDriverReport> Drivers, Action Loaded);
