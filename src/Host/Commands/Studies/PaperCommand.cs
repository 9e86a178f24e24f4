using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>paper</c> was told.</summary>
/// <param name="Device">The array.</param>
/// <param name="Data">The images.</param>
/// <param name="Plan">How much of everything.</param>
/// <param name="Folder">Where the report goes.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record PaperSettings(DeviceName Device, string? Data, PaperPlan Plan, string Folder, JsonFile? Json);

/// <summary><c>paper</c>: every table and figure of the paper, beside its own numbers.</summary>
internal sealed class PaperCommand : ProgramCommand<PaperSettings>
{
    private const int Ticks = 1000;

    private readonly Option<bool> _quick = Make.Flag("--quick", "fewer images and epochs: under a minute");
    private readonly Option<string?> _out = Make.Text("--out", "DIR", "folder of report.html, its figures and result.json (runs/paper)");
    private readonly DeviceOption _device = new();
    private readonly DataOption _data = new();
    private readonly SeedOption _seed = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public PaperCommand() : base(
        "paper", "reproduce every table and figure of the paper (docs/paper.md), beside its own numbers",
        "fhnhw paper --quick",
        "fhnhw paper --device opencl --out runs/paper")
    {
        Add(_quick);
        Add(_device);
        Add(_data);
        Add(_seed);
        Add(_out);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override PaperSettings Read(ParseResult arguments)
    {
        var seed = _seed.Read(arguments);
        return new PaperSettings(
            _device.Read(arguments), _data.Read(arguments), arguments.GetValue(_quick) ? PaperPlan.Short(seed) : PaperPlan.Whole(seed),
            arguments.GetValue(_out) ?? Path.Combine("runs", "paper"), _json.Read(arguments));
    }

    /// <inheritdoc/>
    protected override int Execute(PaperSettings settings, Session session)
    {
        var data = DataOptions.Load(new DataChoice(settings.Data, 0, 0), settings.Plan.Seed, session);
        session.Screen.Text.WriteLine($"data    {data}");
        var result = session.Screen.Follow("paper", Ticks, report =>
        {
            using var context = new PaperContext(
                array => session.Open(settings.Device, array), array => session.Open(new DeviceName.FloatingPoint(), array),
                data, settings.Plan, (share, words) => report((long)(share * Ticks), words), session.Cancellation);
            return new PaperRun(context).Run();
        });
        var json = new PaperJson(result, session.Provenance(result.Devices, settings.Plan.Seed));
        FolderReport.Write(settings.Folder, json, session.Screen);
        settings.Json?.Write(json, session.Screen);
        Tell(session.Screen, result, settings.Folder);
        return ExitCode.Done;
    }

    private static void Tell(Screen screen, PaperResult result, string folder)
    {
        screen.Text.WriteLine($"array   {result.Devices[0]}");
        PaperText.Write(screen, result);
        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time    {result.Seconds:F1} s"));
        screen.Text.WriteLine($"report  {ReportFolder.Page(folder)}");
    }
}
