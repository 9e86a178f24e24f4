using System.Text;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Slurm;

/// <summary>
/// Reads a text of options for <c>sbatch</c> into arguments, as a shell would split it: by blanks, with quotes and backslashes; nothing else means anything.
/// </summary>
internal static class SlurmOptions
{
    // What the sweep itself says to sbatch, and what would submit nothing, or not here. Those of the sweep come last, so an abbreviation changes none.
    private static readonly string[] Taken =
    [
        "--array", "-a", "--job-name", "-J", "--chdir", "-D", "--output", "-o", "--error", "-e", "--input", "-i", "--dependency", "-d", "--wrap",
        "--wait", "-W", "--test-only", "--help", "-h", "--usage", "--version", "-V", "--clusters", "-M",
    ];

    /// <summary>Splits a text.</summary>
    /// <exception cref="InvalidSettingException">A quote is open, an option is one that the sweep sets, or a word belongs to no option.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        var words = Split(text);
        foreach (var (index, word) in words.Index())
        {
            Check(word, index > 0 && TakesNext(words[index - 1]));
        }

        return words;
    }

    private static void Check(string word, bool isValue)
    {
        if (isValue && !word.StartsWith('-'))
        {
            return;
        }

        if (!word.StartsWith('-') || word is "-" or "--")
        {
            throw new InvalidSettingException($"'{word}' in --slurm-options is no option of sbatch; give options such as \"--partition=long --time=10:00\".");
        }

        var name = word.StartsWith("--", StringComparison.Ordinal) ? word.Split('=')[0] : word[..2];
        if (Taken.Contains(name))
        {
            throw new InvalidSettingException($"'{word}' in --slurm-options is set by the sweep itself; leave it out.");
        }
    }

    private static bool TakesNext(string word) => word.StartsWith('-') && !word.Contains('=');

    private static List<string> Split(string text)
    {
        var (words, word, quote) = (new List<string>(), (StringBuilder?)null, '\0');
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '\\' && quote != '\'' && at + 1 < text.Length)
            {
                (word ??= new()).Append(text[++at]);
            }
            else if (quote == '\0' ? letter is '"' or '\'' : letter == quote)
            {
                quote = quote == '\0' ? letter : '\0';
                word ??= new();
            }
            else if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                Take();
            }
            else if (char.IsControl(letter))
            {
                throw new InvalidSettingException("--slurm-options has a control character; leave it out.");
            }
            else
            {
                (word ??= new()).Append(letter);
            }
        }

        Take();
        return quote == '\0' ? words : throw new InvalidSettingException($"A quote ({quote}) in --slurm-options is not closed; close it.");

        void Take()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
