using System.Text.RegularExpressions;

namespace FhnHw.Host.CommandLine;

/// <summary>Puts the name that was meant into a sentence that refuses a name and lists those there are, whichever layer wrote it.</summary>
internal static partial class NearestName
{
    /// <summary>
    /// <c>There is no preset 'bset'; give default or best.</c> becomes <c>There is no preset 'bset' (did you mean 'best'?); give default or best.</c>;
    /// a sentence without a list, or whose word is near none of it, stays as it is.
    /// </summary>
    public static string In(string sentence)
    {
        var found = Refusal().Match(sentence);
        var names = found.Groups["names"].Value.Split([", ", " or "], StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.Split(':', '[')[0]).ToArray();
        return found.Success && names.Length > 1 && Meant(found.Groups["word"].Value, names) is { } near
            ? sentence.Insert(found.Groups["list"].Index, $" (did you mean '{near}'?)")
            : sentence;
    }

    private static string? Meant(string word, string[] names) => OtherNames.Of(word, names) ?? Spelling.Nearest(word, names);

    // Of a device's name, such as seriel:/dev/ttyUSB0, its kind.
    [GeneratedRegex(
        @"^[^';]*'(?<word>[\w-]+)(:[^']*)?'[^';]*(?<list>; (give|take one of) (--[a-z-]+ )?(?<names>[\w:\[\]|@, -]+?))( \(.*\)| with --[a-z-]+)?\.$")]
    private static partial Regex Refusal();
}
