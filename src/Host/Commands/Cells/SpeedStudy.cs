using System.Globalization;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Growth;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Host.Options;
using FhnHw.Host.Reports;
using FhnHw.Host.Reports.Speed;
using FhnHw.Host.Results;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Cells;

/// <summary><c>bench --peers</c> and <c>bench --scaling</c>.</summary>
/// <param name="settings">What <c>bench</c> was told.</param>
/// <param name="choice">What of it is for these.</param>
/// <param name="session">The call of the program.</param>
internal sealed class SpeedStudy(BenchSettings settings, SpeedChoice choice, Session session)
{
    // Long enough for a turn to be much longer than what disturbs it, short enough for many rounds.
    private const double TurnSeconds = 0.25, QuickTurnSeconds = 0.1;

    /// <summary>Measures and writes.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Execute()
    {
        using var hold = choice.Folder is null ? null : RunFolder.Hold(choice.Folder);
        var load = MachineLoad.Now();
        var needsImages = choice.Scaling || choice.Peers.Any(peer => peer.Work == PeerWork.Training);
        var data = needsImages ? DataOptions.Load(new DataChoice(choice.Data, 0, 0), 1, session) : null;
        var peers = choice.Peers.Count == 0 ? null : Peers(data);
        var growth = choice.Scaling ? Growth(data!) : null;
        var json = new SpeedJson(
            peers, growth, load, session.Provenance([.. settings.Devices.Select(device => session.Describe(device, settings.Array))]));
        if (choice.Folder is { } folder)
        {
            FolderReport.Write(folder, json, session.Screen);
            AtomicFile.WriteText(SpeedMarkdown.File(folder), SpeedMarkdown.Of(peers, growth, Source(json)));
        }

        settings.Json?.Write(json, session.Screen);
        SpeedText.Write(json, session.Screen);
        if (choice.Folder is not null)
        {
            session.Screen.Text.WriteLine($"report  {ReportFolder.Page(choice.Folder)}");
        }

        return peers is { HasFailures: true } ? ExitCode.CheckFailed : ExitCode.Done;
    }

    private PeersResult Peers(DataSet? data)
    {
        var run = new PeersRun(
            choice.Peers, [.. settings.Devices.Select(device => (device, Make(device)))], settings.Array, data,
            new TurnEffort(choice.Rounds, settings.Quick ? QuickTurnSeconds : TurnSeconds), PeerTools.Usual());
        return session.Screen.Follow("peers", run.Work, report => run.Run(report, session.Cancellation));
    }

    private GrowthResult Growth(DataSet data)
    {
        var run = new GrowthRun(settings.Array, data.Train, choice.Rounds);
        return session.Screen.Follow("growth", run.Work, report => run.Run(report, session.Cancellation));
    }

    private Func<ArraySettings, ICellArray> Make(DeviceName device) => array => session.OpenBare(device, array);

    private static string Source(SpeedJson json) => string.Create(CultureInfo.InvariantCulture,
        $"`fhnhw {string.Join(' ', json.Provenance.CommandLine)}`: {json.Provenance.Machine.Processor}, {json.Machine.Cores} cores{json.Machine.Words()}; "
        + $"{json.Provenance.Program}, {json.Provenance.Date:yyyy-MM-dd}.");
}
