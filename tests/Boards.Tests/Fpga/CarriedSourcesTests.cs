using FhnHw.Boards.Fpga;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class CarriedSourcesTests
{
    private static readonly string[] Places = ["hdl/rtl", "hdl/sim", "hdl/boards", "tools/refdevice"];

    [Fact]
    public void They_are_those_of_the_checkout_byte_by_byte()
    {
        Assert.Contains("hdl/sim/Makefile", CarriedSources.Names);
        Assert.All(CarriedSources.Names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(Checkout.Root, name)), CarriedSources.Read(name)));
    }

    [Fact]
    public void Unpacked_they_have_the_hash_of_the_checkout_and_its_boards()
    {
        using var cache = new TemporaryFolder();
        var (unpacked, checkout) = (new HdlSources(CarriedSources.Unpack(cache.Path)), new HdlSources(Checkout.Root));
        Assert.Equal(checkout.Hash(Places[..^1]), unpacked.Hash(Places[..^1]));
        Assert.Equal(BoardFile.Names(checkout), BoardFile.Names(unpacked));
        Assert.All(BoardFile.Names(checkout), board => Assert.Equal(BoardFlow.SourcesHash(checkout, board), BoardFlow.SourcesHash(unpacked, board)));
    }

    [Fact]
    public void A_damaged_copy_is_made_again()
    {
        using var cache = new TemporaryFolder();
        var place = CarriedSources.Unpack(cache.Path);
        File.AppendAllText(Path.Combine(place, "hdl/rtl/fhn_step.v"), "// more\n");
        File.Delete(Path.Combine(place, "hdl/sim/Makefile"));
        Assert.Equal(place, CarriedSources.Unpack(cache.Path));
        Assert.Equal(CarriedSources.Read("hdl/rtl/fhn_step.v"), File.ReadAllBytes(Path.Combine(place, "hdl/rtl/fhn_step.v")));
        Assert.True(File.Exists(Path.Combine(place, "hdl/sim/Makefile")));
    }
}
