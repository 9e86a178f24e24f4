using FhnHw.Host.Commands;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Terminal;

if (OpenFileLimit.Complaint() is { } complaint)
{
    Console.Error.WriteLine($"fhnhw: {complaint}");
    return ExitCode.BadInput;
}

if (args is [OpenClProbe.Verb])
{
    return OpenClProbe.Run();
}

OpenClScreen.Install();
OpenClWatching.Install();
using var interruption = new Interruption();
var traits = TerminalTraits.OfProcess();
var screen = new Screen(StandardOutput.Open(), new QuietWriter(Console.Error), traits);
try
{
    return Cli.Run(args, screen, interruption.Token);
}
finally
{
    OpenClUse.End();
}
