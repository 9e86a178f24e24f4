using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>A set that was found.</summary>
/// <param name="Set">The set.</param>
/// <param name="Reason">Why this set was taken instead of MNIST, as a sentence for the user; null where there is nothing to say.</param>
/// <param name="Remedies">What would give MNIST; empty where there is nothing to say.</param>
public sealed record LocatedData(DataSet Set, string? Reason, IReadOnlyList<Remedy> Remedies) : IRemediable;

/// <summary>
/// Finds the images: the folder or name that was asked for; else $FHNHW_DATA; else MNIST from the user's cache, fetched when
/// it is not there; else the built-in digits.
/// </summary>
public sealed class DataLocator
{
    /// <summary>The variable that names a folder (or <see cref="Mnist"/> or <see cref="BuiltIn"/>) where no option does.</summary>
    public const string Variable = "FHNHW_DATA";

    /// <summary>The name that insists on MNIST.</summary>
    public const string Mnist = "mnist";

    /// <summary>The name of the built-in digits.</summary>
    public const string BuiltIn = "builtin";

    private readonly string _mnistFolder;
    private readonly Func<string, string?> _environment;
    private readonly MnistFetcher _fetcher;
    private readonly PictureReader? _pictures;

    /// <summary>A locator.</summary>
    /// <param name="cache">The user's cache folder; MNIST lies in its folder <c>mnist</c>.</param>
    /// <param name="environment">Looks a variable up; null where it is not set.</param>
    /// <param name="fetcher">Fetches MNIST.</param>
    /// <param name="pictures">Reads pictures; null where nothing does.</param>
    internal DataLocator(string cache, Func<string, string?> environment, MnistFetcher fetcher, PictureReader? pictures = null) =>
        (_mnistFolder, _environment, _fetcher, _pictures) = (Path.Combine(cache, "mnist"), environment, fetcher, pictures);

    /// <summary>The locator of this user on this machine.</summary>
    /// <param name="pictures">Reads pictures; null where nothing does.</param>
    public static DataLocator Usual(PictureReader? pictures = null) =>
        new(UserCache.Folder(Environment.GetEnvironmentVariable), Environment.GetEnvironmentVariable, MnistFetcher.Usual(), pictures);

    /// <summary>Finds the images.</summary>
    /// <param name="asked">
    /// A place as <see cref="DataPlace"/> reads it, <see cref="Mnist"/> or <see cref="BuiltIn"/>; null or empty to look in every place.
    /// </param>
    /// <param name="seed">Seed of the built-in digits.</param>
    /// <param name="progress">Told how the fetching goes; null for nobody.</param>
    /// <param name="stop">Ends the fetching.</param>
    /// <exception cref="InvalidSettingException">What was asked for is damaged or not to be had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was signalled.</exception>
    public async Task<LocatedData> LocateAsync(
        string? asked, int seed = BuiltInDigits.DefaultSeed, IProgress<FetchProgress>? progress = null, CancellationToken stop = default)
    {
        var variable = _environment(Variable);
        var place = string.IsNullOrEmpty(asked) ? variable : asked;
        return place switch
        {
            null or "" => await CachedOrFetchedAsync(seed, progress, stop).ConfigureAwait(false),
            BuiltIn => new LocatedData(BuiltInDigits.Generate(seed: seed), null, []),
            Mnist => new LocatedData(await InsistAsync(variable, progress, stop).ConfigureAwait(false), null, []),
            _ => new LocatedData(DataPlace.Read(place, _pictures), null, []),
        };
    }

    private async Task<LocatedData> CachedOrFetchedAsync(int seed, IProgress<FetchProgress>? progress, CancellationToken stop)
    {
        try
        {
            return new LocatedData(await MnistAsync(progress, stop).ConfigureAwait(false), null, []);
        }
        catch (FetchFailedException error)
        {
            return new LocatedData(
                BuiltInDigits.Generate(seed: seed),
                $"MNIST is not at hand and could not be fetched ({error.Message}), so the built-in digits are used.",
                [Remedy.Do(RemedyAction.ImagesFolder)]);
        }
    }

    private async Task<DataSet> InsistAsync(string? folder, IProgress<FetchProgress>? progress, CancellationToken stop)
    {
        if (folder is not (null or "" or Mnist or BuiltIn) && Verified(folder) is { } set)
        {
            return set;
        }

        try
        {
            return await MnistAsync(progress, stop).ConfigureAwait(false);
        }
        catch (FetchFailedException error)
        {
            throw new InvalidSettingException($"MNIST is not at hand and could not be fetched ({error.Message}).", error)
            {
                Remedies = [Remedy.Do(RemedyAction.ImagesFolder), Remedy.Do(RemedyAction.BuiltInDigits)],
            };
        }
    }

    private async Task<DataSet> MnistAsync(IProgress<FetchProgress>? progress, CancellationToken stop)
    {
        if (Verified(_mnistFolder) is { } cached)
        {
            return cached;
        }

        await _fetcher.FetchAsync(_mnistFolder, progress, stop).ConfigureAwait(false);
        return DataPlace.Read(_mnistFolder);
    }

    // A cached file that a crash of the machine damaged is fetched again.
    private DataSet? Verified(string place)
    {
        try
        {
            return DataPlace.Read(place, _pictures) is { Verified: true } set ? set : null;
        }
        catch (InvalidSettingException)
        {
            return null;
        }
    }
}
