using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using FhnHw.Files;

namespace FhnHw.Training.Data;

/// <summary>How far the fetching of one file is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">Bytes that have arrived.</param>
/// <param name="Total">Bytes in all; null where the server does not say.</param>
public readonly record struct FetchProgress(string File, long Bytes, long? Total);

/// <summary>A file to fetch.</summary>
/// <param name="Name">Its name on the mirrors, packed.</param>
/// <param name="Sha256">Of the unpacked bytes, lower-case hexadecimal.</param>
internal sealed record FetchFile(string Name, string Sha256);

/// <summary>A set could not be fetched. The message says why, for each mirror, without a full stop.</summary>
internal sealed class FetchFailedException(string message, Exception? cause) : Exception(message, cause);

/// <summary>
/// Fetches files from the first mirror that has them. A file gets its name only when its bytes are the expected ones. Of several programs that want
/// them at once one fetches and the others wait; what a killed one left is removed.
/// </summary>
/// <param name="files">What to fetch.</param>
/// <param name="mirrors">Addresses that end in a slash, tried in turn.</param>
/// <param name="patience">The longest wait for a connection, or for the next bytes.</param>
internal sealed class MnistFetcher(IReadOnlyList<FetchFile> files, IReadOnlyList<Uri> mirrors, TimeSpan patience)
{
    // The largest of the four files has 10 MB packed and 47 MB unpacked; a server that sends more sends something else.
    private readonly IReadOnlyList<Uri> _mirrors = mirrors.All(mirror => mirror.Scheme == Uri.UriSchemeHttps || mirror.IsLoopback)
        ? mirrors
        : throw new ArgumentException("A mirror of another machine is asked by TLS alone: its address begins with https.", nameof(mirrors));

    private const long LargestPacked = 64 << 20, LargestUnpacked = 256 << 20;

    // MNIST has 11 MB; a slow line takes some minutes.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private static readonly string[] Mirrors =
        ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"];

    /// <summary>The four files of MNIST, and the usual public mirrors.</summary>
    public static MnistFetcher Usual()
    {
        var h = KnownSets.Mnist.Hashes;
        string[] hashes = [h.TrainImages, h.TrainLabels, h.TestImages, h.TestLabels];
        return new MnistFetcher(
            [.. IdxFolder.Names.Zip(hashes, (name, hash) => new FetchFile(name + ".gz", hash))],
            [.. Mirrors.Select(mirror => new Uri(mirror))],
            TimeSpan.FromSeconds(5));
    }

    /// <summary>Fetches every file that the folder has not, or has damaged.</summary>
    /// <param name="folder">Made when it is missing.</param>
    /// <param name="progress">Told at the start and end of each file and about every 64 KiB; null for nobody.</param>
    /// <param name="stop">Ends the fetching.</param>
    /// <exception cref="FetchFailedException">No mirror gave all files.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was signalled.</exception>
    public async Task FetchAsync(string folder, IProgress<FetchProgress>? progress, CancellationToken stop)
    {
        using var hold = Hold(folder, stop);
        using var client = MakeClient();
        var reasons = new List<string>();
        Exception? last = null;
        foreach (var mirror in _mirrors)
        {
            try
            {
                foreach (var file in files.Where(file => !IsGood(Path.Combine(folder, file.Name), file.Sha256)))
                {
                    await FetchAsync(client, mirror, file, folder, progress, stop).ConfigureAwait(false);
                }

                return;
            }
            catch (Exception error) when (IsFailure(error) && !stop.IsCancellationRequested)
            {
                reasons.Add($"{mirror.Host}: {Reason(error)}");
                last = error;
            }
        }

        throw new FetchFailedException(string.Join("; ", reasons), last);
    }

    private static FileLock Hold(string folder, CancellationToken stop)
    {
        Local(folder, () => Directory.CreateDirectory(folder));
        try
        {
            var hold = FileLock.Take(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".lock", "fetches the same set", Longest, stop);
            AtomicFile.RemoveOrphansIn(folder);
            return hold;
        }
        catch (UnusableFileException error)
        {
            throw new FetchFailedException(error.Message.TrimEnd('.'), error);
        }
    }

    private async Task FetchAsync(
        HttpClient client, Uri mirror, FetchFile file, string folder, IProgress<FetchProgress>? progress, CancellationToken stop)
    {
        var target = Path.Combine(folder, file.Name);
        var temporary = AtomicFile.TemporaryFor(target);
        try
        {
            await DownloadAsync(client, new Uri(mirror, file.Name), temporary, file.Name, progress, stop).ConfigureAwait(false);
            if (!IsGood(temporary, file.Sha256))
            {
                throw new InvalidDataException($"{file.Name} does not have the expected SHA-256");
            }

            Local(folder, () =>
            {
                File.Move(temporary, target, overwrite: true);
                return target;
            });
        }
        finally
        {
            AtomicFile.Remove(temporary);
        }
    }

    private async Task DownloadAsync(
        HttpClient client, Uri address, string path, string name, IProgress<FetchProgress>? progress, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.CancelAfter(patience);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, waiting.Token).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var total = response.Content.Headers.ContentLength;
        await using var body = await response.Content.ReadAsStreamAsync(waiting.Token).ConfigureAwait(false);
        var folder = Path.GetDirectoryName(path)!;
        await using var file = Local(folder, () => new FileStream(path, FileMode.CreateNew, FileAccess.Write));
        var buffer = new byte[64 << 10];
        long bytes = 0;
        progress?.Report(new FetchProgress(name, 0, total));
        while (true)
        {
            waiting.CancelAfter(patience);
            var read = await body.ReadAsync(buffer, waiting.Token).ConfigureAwait(false);
            if (read == 0)
            {
                Local(folder, () =>
                {
                    DiskFlush.Do(file);
                    return path;
                });
                return;
            }

            bytes += read;
            if (bytes > LargestPacked)
            {
                throw new InvalidDataException($"{name} is larger than it can be");
            }

            await WriteAsync(file, buffer.AsMemory(0, read), stop).ConfigureAwait(false);
            progress?.Report(new FetchProgress(name, bytes, total));
        }
    }

    // What this machine's own disk refuses is no fault of a mirror.
    private static T Local<T>(string folder, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refusal(folder, error);
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        try
        {
            await file.WriteAsync(bytes, stop).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw Refusal(Path.GetDirectoryName(file.Name)!, error);
        }
    }

    private static FetchFailedException Refusal(string folder, Exception error) =>
        new($"the folder {folder} cannot be written: {error.Message.TrimEnd('.')}", error);

    private HttpClient MakeClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = patience }) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("fhnhw", "1"));
        return client;
    }

    private static bool IsGood(string path, string sha256)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[64 << 10];
            long bytes = 0;
            for (int read; (read = content.Read(buffer)) > 0; hash.AppendData(buffer, 0, read))
            {
                if ((bytes += read) > LargestUnpacked)
                {
                    return false;
                }
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset()) == sha256;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsFailure(Exception error) => error is HttpRequestException or IOException or InvalidDataException
        or UnauthorizedAccessException or OperationCanceledException;

    private string Reason(Exception error) => error switch
    {
        OperationCanceledException => $"no answer for {patience.TotalSeconds:0.#} s",
        HttpRequestException { StatusCode: { } status } => $"it answered {(int)status}",
        // Its text has the mirror's name again, in brackets behind it.
        HttpRequestException { InnerException: SocketException socket } => socket.Message.TrimEnd('.'),
        _ => error.Message.TrimEnd('.'),
    };
}
