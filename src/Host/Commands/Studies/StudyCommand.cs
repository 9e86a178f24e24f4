using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Options;

namespace FhnHw.Host.Commands.Studies;

/// <summary>A command whose work is a study's tasks; <c>sweep run</c> makes its study again from the plan in a folder.</summary>
internal interface IStudyCommand
{
    /// <summary>The study of a command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="session">The call of the program, which may be of another command.</param>
    OpenedStudy Open(ParseResult arguments, Session session);

    /// <summary>Does the study of a command line, with its report.</summary>
    /// <inheritdoc cref="Open"/>
    int Run(ParseResult arguments, Session session);
}

/// <summary>A command whose work is a study's tasks.</summary>
/// <typeparam name="TSettings">All that the command was told, checked and typed.</typeparam>
internal abstract class StudyCommand<TSettings> : ProgramCommand<TSettings>, IStudyCommand
    where TSettings : IStudySettings
{
    private readonly Option<string?> _out;
    private readonly JsonOption _json = new();
    private readonly SlurmOptionGroup _slurm = new();
    private readonly List<Option> _places = [];
    private readonly DataOption _data = new();

    private protected StudyCommand(string name, string summary, params string[] examples) : base(name, summary, examples) =>
        _out = Make.Text("--out", "DIR", Make.Told("folder of report.html, its figures and result.json, and of tasks that are done", $"runs/{name}"));

    /// <summary>The images.</summary>
    protected DataOption Data => _data;

    /// <summary>Adds the options that all studies have, after their own: device, images, folder and JSON.</summary>
    /// <param name="device">How the device is named.</param>
    /// <param name="own">Options of the study that go between images and folder.</param>
    protected void AddPlaces(IReadOnlyList<Option> device, params IReadOnlyList<Option> own)
    {
        _places.AddRange([.. device, _out, .. _json.Members, .. _slurm.Members]);
        foreach (var option in (IEnumerable<Option>)[.. device, .. _data.Members, .. own, _out, .. _json.Members, .. _slurm.Members])
        {
            Add(option);
        }
    }

    /// <summary>What the command line says beside the study's settings.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="device">The device.</param>
    protected StudyOrder ReadOrder(ParseResult arguments, DeviceName device) => new(
        StudyLine.Of(this, arguments, _places, (_data.Members[0], _data.Full(arguments))), device,
        arguments.GetValue(_out) ?? Path.Combine("runs", Name), _json.Read(arguments), ReadSlurm(arguments, device));

    /// <summary>Loads the images, opens the device and makes the tasks.</summary>
    protected abstract OpenedStudy Open(TSettings settings, Session session);

    /// <inheritdoc/>
    public OpenedStudy Open(ParseResult arguments, Session session) => Open(Read(arguments), session);

    /// <inheritdoc/>
    public int Run(ParseResult arguments, Session session) => Execute(Read(arguments), session);

    /// <inheritdoc/>
    protected override int Execute(TSettings settings, Session session) =>
        SweepFlow.Run(settings.Order, () => Open(settings, session), session);

    private SlurmOrder? ReadSlurm(ParseResult arguments, DeviceName device) => SlurmOrder.Of(
        _slurm.Read(arguments), _places.Any(option => option.Name == "--device" && arguments.GetResult(option) is { Implicit: false }) ? device : null);
}
