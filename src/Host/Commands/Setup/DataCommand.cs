using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Commands.Setup;

/// <summary>What <c>data</c> was told.</summary>
/// <param name="Data">A folder or name, or null to look in every place.</param>
/// <param name="Json">Where the result goes for machines, or null.</param>
internal sealed record DataSettings(string? Data, JsonFile? Json);

/// <summary><c>data</c>: which images a run would take, and what they look like.</summary>
internal sealed class DataCommand : ProgramCommand<DataSettings>
{
    private readonly DataOption _data = new();
    private readonly JsonOption _json = new();

    /// <summary>Declares the options.</summary>
    public DataCommand() : base(
        "data", "show, fetch or export the images that a run takes",
        "fhnhw data", "fhnhw data --data builtin", "fhnhw data fetch", "fhnhw data export digits --data builtin")
    {
        Add(new DataFetchCommand());
        Add(new DataExportCommand());
        Add(_data);
        Add(_json);
    }

    /// <inheritdoc/>
    protected override DataSettings Read(ParseResult arguments) => new(_data.Read(arguments), _json.Read(arguments));

    /// <inheritdoc/>
    protected override int Execute(DataSettings settings, Session session)
    {
        var data = DataSource.Locate(settings.Data, session);
        DataText.Write(data, session.Screen);
        settings.Json?.Write(DataResult.Of(data, session.Provenance([])), session.Screen);
        return ExitCode.Done;
    }
}
