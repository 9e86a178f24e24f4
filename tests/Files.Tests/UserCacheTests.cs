namespace FhnHw.Files.Tests;

public class UserCacheTests
{
    [Fact]
    public void The_folder_is_the_one_that_the_system_means_for_it()
    {
        var root = Path.GetFullPath("/somewhere");
        var folder = UserCache.Folder(name => name is "XDG_CACHE_HOME" or "HOME" or "LOCALAPPDATA" ? root : null);
        var expected = OperatingSystem.IsMacOS() ? Path.Combine(root, "Library", "Caches", "fhnhw") : Path.Combine(root, "fhnhw");
        Assert.Equal(expected, folder);
    }

    [Fact]
    public void A_relative_cache_folder_is_ignored()
    {
        var folder = UserCache.Folder(name => name is "XDG_CACHE_HOME" ? "relative" : name is "HOME" ? Path.GetFullPath("/home") : null);
        Assert.True(Path.IsPathRooted(folder));
    }
}
