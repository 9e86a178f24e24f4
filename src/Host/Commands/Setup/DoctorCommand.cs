using System.CommandLine;
using FhnHw.Boards.Fpga;
using FhnHw.Host.Checks;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Commands.Setup;

/// <summary>What <c>doctor</c> was told.</summary>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record DoctorSettings(JsonFile? Json);

/// <summary>What <c>doctor</c> found, as <c>--json</c> writes it.</summary>
/// <param name="Healthy">False where something that a run needs is broken.</param>
/// <param name="Checks">Every finding.</param>
/// <param name="Provenance">Provenance.</param>
internal sealed record DoctorResult(bool Healthy, IReadOnlyList<Finding> Checks, Provenance Provenance);

/// <summary><c>doctor</c>: is everything in place that a run needs?</summary>
internal sealed class DoctorCommand : ProgramCommand<DoctorSettings>
{
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public DoctorCommand() : base("doctor", "check that everything is in place, and say how to mend what is not", "fhnhw doctor") => Add(_json);

    /// <inheritdoc/>
    protected override DoctorSettings Read(ParseResult arguments) => new(_json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(DoctorSettings settings, Session session)
    {
        var findings = new List<Finding>();
        foreach (var finding in Look(session))
        {
            findings.Add(finding);
            Write(finding, session.Screen);
        }

        var healthy = findings.TrueForAll(finding => finding.Health != Health.Broken);
        session.Screen.Text.WriteLine();
        session.Screen.Text.WriteLine(Verdict(findings, healthy));
        settings.Json?.Write(new DoctorResult(healthy, findings, session.Provenance([])), session.Screen);
        return healthy ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static IEnumerable<Finding> Look(Session session) =>
    [
        .. MachineChecks.Run(),
        .. OpenClChecks.Run(),
        .. DeviceChecks.Run(session.Cancellation),
        .. BoardChecks.Run(ToolBox.OfProcess()),
        BoardFileChecks.Run(HdlSources.Find),
        .. DataChecks.Run(Environment.GetEnvironmentVariable),
        StorageChecks.Folder("this folder", Environment.CurrentDirectory, "change to a folder that you may write, or give runs a place with --out"),
        TerminalChecks.Run(session.Screen),
    ];

    private static void Write(Finding finding, Screen screen)
    {
        var mark = finding.Health switch { Health.Good => "ok", Health.Missing => "--", _ => "BROKEN" };
        screen.Text.WriteLine($"{mark,-8}{finding.Name,-20}{finding.Detail}");
        if (finding.Mend is { } mend)
        {
            screen.Text.WriteLine($"{"",-28}{mend}");
        }
    }

    private static string Verdict(List<Finding> findings, bool healthy)
    {
        var missing = findings.Count(finding => finding.Health == Health.Missing);
        return !healthy ? "Something that a run needs is broken; mend the lines marked BROKEN."
            : missing > 0 ? "Runs work. The lines marked -- are not needed by them: they make runs faster or richer, or are for boards."
            : "Everything is in place.";
    }
}
