using System.Text;
using System.Text.RegularExpressions;

namespace FhnHw.Fuzz.Mutation;

/// <summary>Damages tables and logs: numbers, fields, lines.</summary>
internal static partial class TextMutation
{
    private static readonly string[] Fields =
    [
        "", "0", "-1", "1", "255", "256", "2147483647", "2147483648", "-2147483649", "99999999999999999999999", "1e999", "-1e999", "1e-999", "NaN",
        "nan", "Infinity", "-Infinity", "∞", "0x10", "1_000", "1,000", "٣", "१", "½", " 7", "7 ", "+7", "1.5.2", ".", "-", "\"", "\"7\"", "'", "\0",
        "\u001b[2J", "\r",
        "\u2028", "\ufeff", "true", "null", "{}", "../../x", "$(id)", "%s%n", "😀", "\ud83d", new('9', 400), new('x', 3000),
    ];

    /// <summary>A text that somewhere is wrong for a number or a name.</summary>
    public static string Field(Random random) => Fields[random.Next(Fields.Length)];

    /// <summary>Damages a text once.</summary>
    public static byte[] Mutate(byte[] input, Random random)
    {
        var text = Encoding.UTF8.GetString(input);
        var lines = text.Split('\n').ToList();
        var line = random.Next(lines.Count);
        switch (random.Next(8))
        {
            case 0 or 1 or 2: lines[line] = Replaced(lines[line], Number(), random); break;
            case 3: lines[line] = Replaced(lines[line], Word(), random); break;
            case 4: lines.Insert(line, lines[random.Next(lines.Count)]); break;
            case 5: lines.RemoveAt(line); break;
            case 6: lines[line] = WithOtherFields(lines[line], random); break;
            default: return Encoding.UTF8.GetBytes(string.Join(random.Next(2) == 0 ? "\r\n" : "\r", lines));
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string Replaced(string line, Regex what, Random random)
    {
        var found = what.Matches(line);
        if (found.Count == 0)
        {
            return line + Field(random);
        }

        var match = found[random.Next(found.Count)];
        return line[..match.Index] + Field(random) + line[(match.Index + match.Length)..];
    }

    private static string WithOtherFields(string line, Random random)
    {
        var fields = line.Split(',').ToList();
        var field = random.Next(fields.Count);
        if (random.Next(2) == 0)
        {
            fields.RemoveAt(field);
        }
        else
        {
            fields.Insert(field, fields[random.Next(fields.Count)]);
        }

        return string.Join(',', fields);
    }

    [GeneratedRegex(@"-?[0-9][0-9.eE+-]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"[A-Za-z_]+")]
    private static partial Regex Word();
}
