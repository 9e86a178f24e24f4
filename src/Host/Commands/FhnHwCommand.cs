using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands.Boards;
using FhnHw.Host.Commands.Cells;
using FhnHw.Host.Commands.Networks;
using FhnHw.Host.Commands.Setup;
using FhnHw.Host.Commands.Studies;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Commands;

/// <summary>The program itself: <c>fhnhw</c> with its commands. Called without one, it says where to start.</summary>
internal sealed class FhnHwCommand : RootCommand
{
    /// <summary>Puts the commands together.</summary>
    public FhnHwCommand() : base("Arrays of FitzHugh-Nagumo neurons (cells) in the forward pass of a network.")
    {
        Add(new QuickstartCommand());
        Add(new DoctorCommand());
        Add(new DevicesCommand());
        Add(new DataCommand());
        Add(new TrainCommand());
        Add(new WatchCommand());
        Add(new EvalCommand());
        Add(new PredictCommand());
        Add(new ExportCommand());
        Add(new SubstituteCommand());
        Add(new PaperCommand());
        Add(new CompareCommand());
        Add(new ReportCommand());
        Add(new CalibrateCommand());
        Add(new RobustnessCommand());
        Add(new NoiseCommand());
        Add(new SweepCommand());
        Add(new TraceCommand());
        Add(new TableCommand());
        Add(new VerifyCommand());
        Add(new BenchCommand());
        Add(new BoardCommand());
        Add(new CompletionsCommand());
        HelpPage.ReplaceIn(this);
        VersionLine.ReplaceIn(this);
        SetAction(arguments => Welcome(Session.Of(arguments)));
    }

    private int Welcome(Session session)
    {
        var text = session.Screen.Text;
        text.WriteLine("fhnhw: FitzHugh-Nagumo neurons (cells), here or on a board, in the forward pass of a network.");
        text.WriteLine();
        text.WriteLine("Try first:   fhnhw quickstart             train a network through cells, in a minute");
        text.WriteLine("Then:        fhnhw trace --current -0.5   watch one cell spike");
        text.WriteLine("In trouble:  fhnhw doctor                 is everything in place?");
        text.WriteLine();
        foreach (var command in Subcommands)
        {
            foreach (var line in Sentences.Folded($"  {command.Name,-13}", command.Description ?? "", session.Screen.TextWidth))
            {
                text.WriteLine(line);
            }
        }

        text.WriteLine();
        text.WriteLine("'fhnhw COMMAND --help' tells all about one of them.");
        return ExitCode.Done;
    }
}
