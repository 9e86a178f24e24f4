using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public sealed class MnistFetcherTests : IDisposable
{
    // Long enough for a busy machine to answer; only tests about waiting wait this long.
    private const double Patience = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly FetchedSet _set = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mirror_without_TLS_is_refused_unless_it_is_this_machine() => Assert.Contains("https", Assert.Throws<ArgumentException>(
        () => new MnistFetcher([], [new Uri("http://example.org/mnist/")], TimeSpan.FromSeconds(1))).Message);

    [Fact]
    public async Task Four_files_come_with_their_progress_and_make_the_set()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.File);
        var progress = new Recorder();
        await _set.Fetcher(Patience, mirror).FetchAsync(_folder["mnist"], progress, default);
        Assert.Equal(_set.Set.Fingerprint, DataPlace.Read(_folder["mnist"]).Fingerprint);
        foreach (var (name, bytes) in _set.Packed)
        {
            var reports = progress.Reports.Where(report => report.File == name).ToList();
            Assert.Equal(new FetchProgress(name, 0, bytes.Length), reports[0]);
            Assert.Equal(new FetchProgress(name, bytes.Length, bytes.Length), reports[^1]);
        }
    }

    [Theory]
    [InlineData(nameof(Answer.NotFound), "answered 404", Patience)]
    [InlineData(nameof(Answer.OtherBytes), "expected SHA-256", Patience)]
    [InlineData(nameof(Answer.Cut), "", Patience)]
    [InlineData(nameof(Answer.Stall), "no answer for 0.3 s", 0.3)]
    public async Task A_bad_mirror_is_told_and_leaves_nothing(string answer, string words, double patience)
    {
        using var mirror = new MirrorServer(_set.Packed, Enum.Parse<Answer>(answer));
        var error = await Assert.ThrowsAsync<FetchFailedException>(() => _set.Fetcher(patience, mirror).FetchAsync(_folder["mnist"], null, default));
        Assert.StartsWith("127.0.0.1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Theory]
    [InlineData(nameof(Answer.NotFound))]
    [InlineData(nameof(Answer.OtherBytes))]
    [InlineData(nameof(Answer.Cut))]
    public async Task The_next_mirror_serves_where_the_first_fails(string answer)
    {
        using var bad = new MirrorServer(_set.Packed, Enum.Parse<Answer>(answer));
        using var good = new MirrorServer(_set.Packed, Answer.File);
        await _set.Fetcher(Patience, bad, good).FetchAsync(_folder["mnist"], null, default);
        Assert.Equal((1, 4), (bad.Requests, good.Requests));
        Assert.Equal(_set.Set.Fingerprint, DataPlace.Read(_folder["mnist"]).Fingerprint);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_and_no_mirror_is_blamed()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.File);
        File.WriteAllText(_folder["file"], "");
        var error = await Assert.ThrowsAsync<FetchFailedException>(
            () => _set.Fetcher(Patience, mirror).FetchAsync(_folder["file/mnist"], null, default));
        Assert.StartsWith($"the folder {_folder["file/mnist"]} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, mirror.Requests);
    }

    [Fact]
    public async Task A_name_that_is_taken_by_a_folder_is_the_folders_fault_too()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.File);
        Directory.CreateDirectory(_folder[$"mnist/{_set.Files[0].Name}"]);
        var error = await Assert.ThrowsAsync<FetchFailedException>(() => _set.Fetcher(Patience, mirror).FetchAsync(_folder["mnist"], null, default));
        Assert.StartsWith($"the folder {_folder["mnist"]} cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_that_is_not_there_is_told()
    {
        var gone = new MirrorServer(_set.Packed, Answer.File);
        gone.Dispose();
        await Assert.ThrowsAsync<FetchFailedException>(() => _set.Fetcher(Patience, gone).FetchAsync(_folder["mnist"], null, default));
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again_and_what_is_damaged_is()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.File);
        var fetcher = _set.Fetcher(Patience, mirror);
        await fetcher.FetchAsync(_folder["mnist"], null, default);
        await fetcher.FetchAsync(_folder["mnist"], null, default);
        Assert.Equal(4, mirror.Requests);
        File.WriteAllBytes(_folder[$"mnist/{_set.Files[0].Name}"], [1, 2, 3]);
        await fetcher.FetchAsync(_folder["mnist"], null, default);
        Assert.Equal(5, mirror.Requests);
        Assert.Equal(_set.Set.Fingerprint, DataPlace.Read(_folder["mnist"]).Fingerprint);
    }

    [Fact]
    public async Task Stopping_stops_and_leaves_nothing_half_done()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.Stall);
        using var stop = new CancellationTokenSource();
        var progress = new Recorder { OnReport = stop.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _set.Fetcher(Patience, mirror).FetchAsync(_folder["mnist"], progress, stop.Token));
        Assert.Empty(Names());
    }

    [Fact]
    public async Task Fetching_at_the_same_time_does_no_harm()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.File);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _set.Fetcher(Patience, mirror).FetchAsync(_folder["mnist"], null, default)));
        Assert.Equal(_set.Files.Select(file => file.Name).Order(StringComparer.Ordinal), Names());
        Assert.Equal(4, mirror.Requests);
        Assert.Equal(_set.Set.Fingerprint, DataPlace.Read(_folder["mnist"]).Fingerprint);
    }

    [Fact]
    public async Task What_a_killed_fetch_left_is_removed_by_the_next()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.File);
        Directory.CreateDirectory(_folder["mnist"]);
        await File.WriteAllBytesAsync(FhnHw.Files.AtomicFile.TemporaryFor(_folder[$"mnist/{_set.Files[0].Name}"]), [1, 2, 3]);
        await _set.Fetcher(Patience, mirror).FetchAsync(_folder["mnist"], null, default);
        Assert.Equal(4, Names().Length);
    }

    private string[] Names() =>
        [.. Directory.GetFileSystemEntries(_folder["mnist"]).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    private sealed class Recorder : IProgress<FetchProgress>
    {
        public List<FetchProgress> Reports { get; } = [];

        public Action OnReport { get; init; } = () => { };

        public void Report(FetchProgress value)
        {
            Reports.Add(value);
            OnReport();
        }
    }
}
