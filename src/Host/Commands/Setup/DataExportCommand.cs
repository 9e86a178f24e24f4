using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Options;
using FhnHw.Training.Data;

namespace FhnHw.Host.Commands.Setup;

/// <summary>What <c>data export</c> was told.</summary>
/// <param name="Folder">Where the four IDX files go.</param>
/// <param name="Data">A folder or name, or null to look in every place.</param>
/// <param name="Seed">Seed of the built-in digits.</param>
internal sealed record DataExportSettings(string Folder, string? Data, int Seed);

/// <summary><c>data export</c>: writes a set as the four IDX files that other programs read.</summary>
internal sealed class DataExportCommand : ProgramCommand<DataExportSettings>
{
    private readonly Argument<string> _folder = new("DIR") { Description = "the folder for the four files; created if missing" };
    private readonly DataOption _data = new();
    private readonly Option<int> _seed = Make.Whole(
        "--seed", "N", "seed of the built-in digits; runs take those of seed 1, or others from a folder written here", BuiltInDigits.DefaultSeed);


    /// <summary>Declares the options.</summary>
    public DataExportCommand() : base("export", "write the images as IDX files, packed with gzip", "fhnhw data export digits --data builtin")
    {
        Add(_folder);
        Add(_data);
        Add(_seed);
    }

    /// <inheritdoc/>
    protected override DataExportSettings Read(ParseResult arguments) =>
        new(arguments.GetValue(_folder)!, _data.Read(arguments), arguments.GetValue(_seed));

    /// <inheritdoc/>
    protected override int Execute(DataExportSettings settings, Session session)
    {
        var data = DataSource.Locate(settings.Data, session, settings.Seed);
        IdxFolder.Write(settings.Folder, data.Set);
        session.Screen.Text.WriteLine($"Wrote {data.Set} to {Path.GetFullPath(settings.Folder)}");
        return ExitCode.Done;
    }
}
