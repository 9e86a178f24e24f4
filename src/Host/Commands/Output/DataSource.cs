using FhnHw.Host.Data;

namespace FhnHw.Host.Commands.Output;

/// <summary>Finds images for a command, and shows how the fetching goes.</summary>
internal static class DataSource
{
    private const int Percent = 100;

    /// <summary>Finds them.</summary>
    /// <param name="asked">A folder or name; null to look in every place.</param>
    /// <param name="seed">Seed of the built-in digits, should they be drawn.</param>
    /// <param name="session">The call of the program.</param>
    public static LocatedData Locate(string? asked, int seed, Session session) => session.Screen.Progress(
        "finding images", IdxFolder.Names.Count * Percent,
        report => DataLocator.Usual().LocateAsync(asked, seed, new FileProgress(report), session.Cancellation).GetAwaiter().GetResult());

    private sealed class FileProgress(Action<long> report) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value)
        {
            var file = IdxFolder.Names.TakeWhile(name => !value.File.StartsWith(name, StringComparison.Ordinal)).Count();
            var done = value.Total is > 0 and var total ? value.Bytes * Percent / total : 0;
            report((file * Percent) + done);
        }
    }
}
