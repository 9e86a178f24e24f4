using System.CommandLine;
using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Results;

namespace FhnHw.Host.Commands.Studies;

/// <summary>What <c>paper</c> was told.</summary>
/// <param name="Order">Device, folder and JSON.</param>
/// <param name="Data">The images.</param>
/// <param name="Plan">How much of everything.</param>
internal sealed record PaperSettings(StudyOrder Order, string? Data, PaperPlan Plan) : IStudySettings;

/// <summary><c>paper</c>: every table and figure of the paper, beside its own numbers.</summary>
internal sealed class PaperCommand : StudyCommand<PaperSettings>
{
    private readonly Option<bool> _quick = Make.Flag("--quick", "fewer images and epochs: under a minute");
    private readonly DeviceOption _device = new();
    private readonly SeedOption _seed = new();

    /// <summary>Declares the options.</summary>
    public PaperCommand() : base(
        "paper", "reproduce every table and figure of the paper (docs/paper.md), beside its own numbers",
        "fhnhw paper --quick",
        "fhnhw paper --device opencl --out runs/paper")
    {
        Add(_quick);
        AddPlaces(_device.Members, _seed.Members);
    }

    /// <inheritdoc/>
    protected override PaperSettings Read(ParseResult arguments)
    {
        var seed = _seed.Read(arguments);
        return new PaperSettings(
            ReadOrder(arguments, _device.Read(arguments)), Data.Read(arguments), arguments.GetValue(_quick) ? PaperPlan.Short(seed) : PaperPlan.Whole(seed));
    }

    /// <inheritdoc/>
    protected override OpenedStudy Open(PaperSettings settings, Session session)
    {
        var (order, screen) = (settings.Order, session.Screen);
        var data = DataOptions.Load(new DataChoice(settings.Data, 0, 0), settings.Plan.Seed, session);
        screen.Text.WriteLine($"data    {data}");
        var study = new PaperStudy(
            array => session.Open(order.Device, array), array => session.Open(new DeviceName.FloatingPoint(), array),
            data, settings.Plan, session.Cancellation);
        screen.Text.WriteLine($"device  {study.Device}");
        return new OpenedStudy(study, (results, time) =>
        {
            var result = study.Result(results);
            var json = new PaperJson(result, StudyProvenance.Of(order.Command, result.Devices, settings.Plan.Seed));
            FolderReport.Write(order.Folder, json, screen);
            order.Json?.Write(json, screen);
            PaperText.Write(screen, result);
            screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time    {time.TotalSeconds:F1} s"));
            screen.Text.WriteLine($"report  {ReportFolder.Page(order.Folder)}");
        });
    }
}
