using FhnHw.Host.CommandLine;
using FhnHw.Training.Data;

namespace FhnHw.Host.Options;

/// <summary>Finds images for a command, and shows the progress of a download.</summary>
internal static class DataSource
{
    /// <summary>Size of the four files of MNIST together, bytes, about.</summary>
    private const long FetchedBytes = 11_600_000;

    /// <summary>Finds them.</summary>
    /// <param name="asked">A folder or name; null to look in every place.</param>
    /// <param name="session">The call of the program.</param>
    /// <param name="seed">Seed of the built-in digits, should they be drawn; a run always takes the standard one.</param>
    public static LocatedData Locate(string? asked, Session session, int seed = BuiltInDigits.DefaultSeed) => session.Screen.Progress(
        asked is null or "mnist" ? "fetching MNIST" : "reading images", FetchedBytes,
        report => DataLocator.Usual(Pictures.Read).LocateAsync(asked, seed, new FetchTotal(report), session.Cancellation).GetAwaiter().GetResult());

    // Adds up the bytes of all files, since one bar shows them all.
    private sealed class FetchTotal(Action<long> report) : IProgress<FetchProgress>
    {
        private readonly Dictionary<string, long> _bytes = [];

        public void Report(FetchProgress value)
        {
            _bytes[value.File] = value.Bytes;
            report(_bytes.Values.Sum());
        }
    }
}
