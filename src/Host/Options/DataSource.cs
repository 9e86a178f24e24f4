using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Training.Data;

namespace FhnHw.Host.Options;

/// <summary>Finds images for a command, and shows how the fetching goes.</summary>
internal static class DataSource
{
    /// <summary>About what the four files of MNIST weigh together, bytes.</summary>
    private const long FetchedBytes = 11_600_000;

    /// <summary>Finds them.</summary>
    /// <param name="asked">A folder or name; null to look in every place.</param>
    /// <param name="session">The call of the program.</param>
    /// <param name="seed">Seed of the built-in digits, should they be drawn; a run always takes the standard one.</param>
    public static LocatedData Locate(string? asked, Session session, int seed = BuiltInDigits.DefaultSeed) => session.Screen.Progress(
        "fetching MNIST", FetchedBytes,
        report => DataLocator.Usual().LocateAsync(asked, seed, new FetchTotal(report), session.Cancellation).GetAwaiter().GetResult());

    // Adds the files up: the bar is for all of them.
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
