return FhnHw.Host.Commands.Cli.Run(args, Console.Out, Console.Error);
