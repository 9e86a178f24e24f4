using System.Text;

namespace FhnHw.Host.Devices;

/// <summary>Names of devices joined by +, as <c>--device A+B</c> gives them.</summary>
/// <remarks>
/// A + joins only where a device's name begins behind it, so most paths with a + need nothing: <c>serial:/dev/a+b</c> is one device. Where such a path
/// goes on like a device's name, its + is written twice: <c>twin:runs/lab++sim</c> is the folder runs/lab+sim.
/// </remarks>
internal static class JoinedNames
{
    private const char Joint = '+';

    /// <summary>The names that a text joins, one or more, with their plusses as they are.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="begins">True for the word that a device's name begins with: it ends at a colon, a + or the end, and the flag tells of a colon.</param>
    public static IReadOnlyList<string> Split(string text, Func<string, bool, bool> begins)
    {
        var (names, name) = (new List<string>(), new StringBuilder());
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != Joint || !IsName(text, at + 1, begins))
            {
                name.Append(text[at]);
            }
            else if (name.Length > 0 && name[^1] == Joint)
            {
                continue; // the second of two: both stand for the one that is there already
            }
            else
            {
                names.Add(name.ToString());
                name.Clear();
            }
        }

        return [.. names, name.ToString()];
    }

    /// <summary>A single name as <see cref="Split"/> takes it.</summary>
    public static string Escape(string name, Func<string, bool, bool> begins)
    {
        var escaped = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            escaped.Append(name[at]).Append(name[at] == Joint && IsName(name, at + 1, begins) ? "+" : "");
        }

        return escaped.ToString();
    }

    /// <summary>The names joined.</summary>
    public static string Join(IEnumerable<DeviceName> names) => string.Join(Joint, names);

    private static bool IsName(string text, int at, Func<string, bool, bool> begins)
    {
        var end = text.AsSpan(at).IndexOfAny(':', Joint);
        var word = end < 0 ? text[at..] : text.Substring(at, end);
        return begins(word, end >= 0 && text[at + end] == ':');
    }
}
