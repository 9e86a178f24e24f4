using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Training.Data;

namespace FhnHw.Host.Options;

/// <summary><c>--data</c>: which images.</summary>
internal sealed class DataOption : OptionGroup
{
    private readonly Option<string?> _data = Make.Text("--data", "DIR",
        Make.Told(
            $"a folder or file of images (docs/data.md), DIR:NAME for one of several sets in it, '{DataLocator.Mnist}' or '{DataLocator.BuiltIn}'",
            $"${DataLocator.Variable}, else MNIST (fetched once), else the built-in digits"));

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_data];

    /// <summary>What was asked for, or null.</summary>
    public string? Read(ParseResult arguments) => arguments.GetValue(_data);

    /// <summary>The folder or file, in full, or name that was asked for, or null.</summary>
    public string? Full(ParseResult arguments) => Read(arguments) switch
    {
        null => null,
        DataLocator.Mnist => DataLocator.Mnist,
        DataLocator.BuiltIn => DataLocator.BuiltIn,
        var place => DataPlace.Of(place).Full().ToString(),
    };
}
