using System.Reflection;

namespace FhnHw.Host.Live.Server;

/// <summary>The page's own files, which are part of the program.</summary>
internal static class PageFiles
{
    private const string Folder = "FhnHw.Host.Live.Page.";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])];

    /// <summary>What a browser calls a file's content.</summary>
    public static string TypeOf(string name) => Types[Path.GetExtension(name)];

    /// <summary>A file; null where there is none of that name.</summary>
    public static byte[]? Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
