using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Training.Data;

namespace FhnHw.Host.Commands.Setup;

/// <summary><c>data fetch</c>: downloads MNIST into the user's cache.</summary>
internal sealed class DataFetchCommand : ProgramCommand<string>
{
    /// <summary>Declares the command.</summary>
    public DataFetchCommand() : base("fetch", "download MNIST into your cache, unless it is there", "fhnhw data fetch")
    {
    }

    /// <inheritdoc/>
    protected override string Read(ParseResult arguments) => DataLocator.Mnist;

    /// <inheritdoc/>
    protected override int Execute(string settings, Session session)
    {
        var data = DataSource.Locate(settings, session);
        session.Screen.Text.WriteLine($"At hand: {data.Set}");
        return ExitCode.Done;
    }
}
