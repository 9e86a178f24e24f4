using System.CommandLine;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary><c>--json</c>: the result for machines.</summary>
internal sealed class JsonOption : OptionGroup
{
    private readonly Option<string?> _json = Make.Text("--json", "FILE", "write the result as JSON to this file, or to standard output for -");

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_json];

    /// <summary>Where the result goes, or null. With <c>-</c>, standard output is left to JSON.</summary>
    public JsonFile? Read(ParseResult arguments)
    {
        var path = arguments.GetValue(_json);
        if (path is null)
        {
            return null;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new InvalidSettingException($"--json takes a file, and '{path}' is none; name a file, or - for standard output.");
        }

        var file = new JsonFile(path);
        if (file.IsStandardOutput)
        {
            Session.Of(arguments).Screen.SilenceText();
        }
        else
        {
            AtomicFile.Check(path);
        }

        return file;
    }
}
