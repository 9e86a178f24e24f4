using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FhnHw.Host.Options;

/// <summary>Makes options whose values are read the same in every country and whose errors are one sentence.</summary>
internal static class Make
{
    /// <summary>A real number with a default.</summary>
    public static Option<double> Real(string name, string valueName, string description, double standard) =>
        new(name) { Description = description, HelpName = valueName, CustomParser = ParseReal, DefaultValueFactory = _ => standard };

    /// <summary>A real number whose default is no number of its own: <see cref="ValueOr"/> says what it is.</summary>
    public static Option<double> Real(string name, string valueName, string description, string standard) =>
        new(name) { Description = Told(description, standard), HelpName = valueName, CustomParser = ParseReal };

    /// <summary>A real number that must be given.</summary>
    public static Option<double> RequiredReal(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName, CustomParser = ParseReal, Required = true };

    /// <summary>A whole number with a default.</summary>
    public static Option<int> Whole(string name, string valueName, string description, int standard) =>
        new(name) { Description = description, HelpName = valueName, CustomParser = ParseWhole, DefaultValueFactory = _ => standard };

    /// <summary>A whole number whose default is no number of its own: <see cref="ValueOr"/> says what it is.</summary>
    public static Option<int> Whole(string name, string valueName, string description, string standard) =>
        new(name) { Description = Told(description, standard), HelpName = valueName, CustomParser = ParseWhole };

    /// <summary>A whole number that may be left out.</summary>
    public static Option<int?> MaybeWhole(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName, CustomParser = argument => ParseWhole(argument) };

    /// <summary>A text that may be left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="valueName">What its value is called; words with a bar between them are all that there are.</param>
    /// <param name="description">What it does.</param>
    /// <param name="choices">Values for a shell to complete, as a sentence lists them: <c>lab or harsh</c>.</param>
    public static Option<string?> Text(string name, string valueName, string description, string? choices = null)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = valueName };
        if (choices is not null || valueName.Contains('|', StringComparison.Ordinal))
        {
            option.CompletionSources.Add((choices ?? valueName).Split(["|", ", ", " or "], StringSplitOptions.None));
        }

        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError($"{name} is given an empty value; give it {valueName}, or leave it out.");
            }
        });
        return option;
    }

    /// <summary>A description with the default behind it, as the help page has it of an option whose default is a number.</summary>
    /// <param name="description">What the option does.</param>
    /// <param name="standard">What is taken without it, in a few words.</param>
    public static string Told(string description, string standard) => $"{description} [default: {standard}]";

    /// <summary>A switch.</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The value given on the command line; without one <paramref name="standard"/>, which replaces the option's own default.</summary>
    public static T ValueOr<T>(this ParseResult arguments, Option<T> option, T standard) =>
        arguments.GetResult(option) is { Implicit: false } ? arguments.GetValue(option)! : standard;

    private static double ParseReal(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        argument.AddError($"'{text}' is no number; give {OptionName(argument)} one such as 0.5.");
        return 0;
    }

    private static int ParseWhole(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        argument.AddError(text.AsSpan().TrimStart("+-").ContainsAnyExceptInRange('0', '9') || text.Length == 0
            ? $"'{text}' is no whole number; give {OptionName(argument)} one such as 16."
            : $"'{text}' is too large; give {OptionName(argument)} a whole number of at most {int.MaxValue}.");
        return 0;
    }

    private static string OptionName(ArgumentResult argument) =>
        argument.Parent is OptionResult option ? option.Option.Name : argument.Argument.Name;
}
