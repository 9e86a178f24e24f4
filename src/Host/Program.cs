using FhnHw.Host.Commands;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;

using var interruption = new Interruption();
var traits = TerminalTraits.OfProcess();
var screen = new Screen(StandardOutput.Open(), new QuietWriter(Console.Error), traits);
return Cli.Run(args, screen, interruption.Token);
