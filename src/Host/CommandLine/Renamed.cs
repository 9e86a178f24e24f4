using FhnHw.Kernels.Errors;

namespace FhnHw.Host.CommandLine;

/// <summary>Options, commands and values that once had another name. They are refused, and the error gives the new name.</summary>
internal static class Renamed
{
    /// <summary>Options and commands: from the old name to the new one.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["implant"] = "substitute",
        ["--turn"] = "--rotation",
        ["--glimpse"] = "--temporal-crop",
        ["--layer"] = "--readout-nonlinearity",
        ["--profile"] = "--calibration",
        ["--spread"] = "--mismatch",
        ["--gain-spread"] = "--gain-mismatch",
        ["--eps-spread"] = "--eps-mismatch",
        ["--free-running"] = "--stateful",
        ["--own"] = "--per-cell",
        ["--slots"] = "--cells-per-lane",
        ["--clocks-a-bit"] = "--clocks-per-bit",
    };

    /// <summary>Values: from the option and its old value to the new value.</summary>
    public static IReadOnlyDictionary<(string Option, string Value), string> Values { get; } = new Dictionary<(string, string), string>
    {
        [("--imperfections", "bench")] = "lab",
        [("--sweep", "spread")] = "mismatch",
        [("--sweep", "converter")] = "adc",
    };

    /// <summary>The sentence for a name that was changed.</summary>
    public static string Sentence(string old, string name) => $"'{old}' is now '{name}'.";

    /// <summary>The sentence for a word of the command line; null where it is no old name of something that the command still has.</summary>
    /// <param name="word">An option, with its value behind an equals sign or a colon or without, or a command.</param>
    /// <param name="names">The names of the command's own options and subcommands.</param>
    public static string? Refusal(string word, IEnumerable<string> names)
    {
        var bare = word.StartsWith('-') ? word.Split('=', ':')[0] : word;
        return Names.TryGetValue(bare, out var name) && names.Contains(name) ? Sentence(bare, name) : null;
    }

    /// <summary>Gives a value back, unless it is an old one of the option.</summary>
    /// <exception cref="InvalidSettingException">It is.</exception>
    public static string? Checked(string option, string? value) => value is not null && Values.TryGetValue((option, value), out var name)
        ? throw new InvalidSettingException(Sentence(value, name))
        : value;
}
