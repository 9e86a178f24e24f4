using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Data;

namespace FhnHw.Training.Tests.Data;

public sealed class DataLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FetchedSet _set = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_folder_asked_for_comes_first_and_the_variable_second()
    {
        IdxFolder.Write(_folder["asked"], _set.Set);
        IdxFolder.Write(_folder["named"], _set.Set);
        var locator = Locator(_folder["named"]);
        Assert.Equal("asked", (await locator.LocateAsync(_folder["asked"])).Set.Name);
        Assert.Equal("named", (await locator.LocateAsync(null)).Set.Name);
    }

    [Fact]
    public async Task A_name_wins_over_the_variable()
    {
        IdxFolder.Write(_folder["named"], _set.Set);
        var located = await Locator(_folder["named"]).LocateAsync(DataLocator.BuiltIn, seed: 3);
        Assert.Equal(("built-in digits", "the generator, seed 3", null), (located.Set.Name, located.Set.Source, located.Reason));
    }

    [Fact]
    public async Task A_folder_that_is_asked_for_and_damaged_is_refused_not_replaced() =>
        await Assert.ThrowsAsync<InvalidSettingException>(() => Locator(null).LocateAsync(_folder["nowhere"]));

    [Fact]
    public async Task Nothing_asked_fetches_into_the_cache()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.File);
        var located = await Locator(null, mirror).LocateAsync(null);
        Assert.Equal((_set.Set.Fingerprint, null), (located.Set.Fingerprint, located.Reason));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder["cache"], "mnist")).Length);
    }

    [Fact]
    public async Task Without_a_mirror_the_built_in_digits_serve_and_the_reason_is_told()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.NotFound);
        var located = await Locator(null, mirror).LocateAsync("");
        Assert.Equal("built-in digits", located.Set.Name);
        Assert.Contains("answered 404), so the built-in digits are used", located.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insisting_on_MNIST_without_a_mirror_is_refused()
    {
        using var mirror = new MirrorServer(_set.Packed, Answer.NotFound);
        IdxFolder.Write(_folder["named"], _set.Set);
        var error = await Assert.ThrowsAsync<InvalidSettingException>(() => Locator(_folder["named"], mirror).LocateAsync(DataLocator.Mnist));
        Assert.Contains("answered 404", error.Message, StringComparison.Ordinal);
    }

    [MnistFact]
    public async Task Insisting_on_MNIST_takes_the_folder_of_the_variable_when_it_is_MNIST() =>
        Assert.True((await Locator(MnistFolder.Path).LocateAsync(DataLocator.Mnist)).Set.Verified);

    private DataLocator Locator(string? variable, params MirrorServer[] mirrors) => new(
        _folder["cache"], name => name == DataLocator.Variable ? variable : null, _set.Fetcher(20, mirrors));
}
