using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Tasks;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What every study's command was told beside the study's own settings.</summary>
/// <param name="Command">The command line that makes the same tasks again, on whatever device and in whatever folder.</param>
/// <param name="Device">The device.</param>
/// <param name="Folder">The sweep's folder, where the report goes too.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
/// <param name="Slurm">How Slurm does the tasks, or null where this machine does them.</param>
internal sealed record StudyOrder(IReadOnlyList<string> Command, DeviceName Device, string Folder, JsonFile? Json, SlurmOrder? Slurm);

/// <summary>Settings of a study's command.</summary>
internal interface IStudySettings
{
    /// <summary>What every study's command was told.</summary>
    StudyOrder Order { get; }
}

/// <summary>A study that is ready to be done, and what to do with its result.</summary>
/// <param name="Study">The study, with its device.</param>
/// <param name="Finish">Makes result and report of the tasks' results, and tells them; given the wall time too, for the terminal alone.</param>
internal sealed record OpenedStudy(IStudy Study, Action<TaskResults, TimeSpan> Finish) : IDisposable
{
    /// <summary>Gives back the device.</summary>
    public void Dispose() => Study.Dispose();
}
