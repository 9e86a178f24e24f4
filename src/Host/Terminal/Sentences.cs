namespace FhnHw.Host.Terminal;

/// <summary>Helps to make one sentence out of several texts.</summary>
internal static class Sentences
{
    /// <summary>A message as the first part of a sentence: on one line, without its full stop.</summary>
    public static string Join(string message) =>
        string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');

    /// <summary>A choice in words: <c>a, b or c</c>.</summary>
    public static string Choice(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => string.Join(", ", names.Take(names.Count - 1)) + " or " + names[^1],
    };
}
