using FhnHw.Boards.Fpga;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class ToolPlacesTests
{
    [Fact]
    public void The_tools_of_a_family_are_taken_from_one_place_that_has_all()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "path", "yosys", "nextpnr-ecp5"); // no packer
        Put(folder, "suite/bin", "yosys"); // no router
        Put(folder, "toolchains/ecp5/bin", "yosys", "nextpnr-ecp5", "ecppack");
        var tools = new ToolBox(folder["path"], Places(folder)).For(FpgaFamily.Ecp5);
        Assert.All(FpgaFamily.Ecp5.Tools, tool => Assert.StartsWith(folder["toolchains/ecp5/bin"], tools.Find(tool), StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_whole_on_the_path_is_taken_from_there()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "path", "yosys", "nextpnr-ecp5", "ecppack");
        Put(folder, "toolchains/ecp5/bin", "yosys", "nextpnr-ecp5", "ecppack");
        var box = new ToolBox(folder["path"], Places(folder));
        Assert.Same(box, box.For(FpgaFamily.Ecp5));
    }

    [Fact]
    public void A_suite_comes_before_what_was_fetched()
    {
        using var folder = new TemporaryFolder();
        Put(folder, "suite/bin", "yosys", "nextpnr-himbaechel-gowin", "gowin_pack");
        Put(folder, "toolchains/gowin/bin", "yosys", "nextpnr-himbaechel-gowin", "gowin_pack");
        Assert.StartsWith(
            folder["suite"], new ToolBox("", Places(folder)).For(FpgaFamily.Gowin).Find(Tool.GowinPack)!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ecp5", "nextpnr-ecp5 and ecppack are missing; fetch with 'tools/fpga-toolchain ecp5'")]
    [InlineData("gowin", "nextpnr-himbaechel-gowin and gowin_pack are missing; fetch with 'tools/fpga-toolchain gowin'")]
    public void Where_no_place_has_all_the_tool_that_fetches_them_is_named(string name, string words)
    {
        using var folder = new TemporaryFolder();
        Put(folder, "path", "yosys");
        var family = FpgaFamily.All.Single(family => family.Name == name);
        var tools = new ToolBox(folder["path"], Places(folder)).For(family);
        Assert.StartsWith(words, Assert.Throws<ToolMissingException>(() => tools.Require(family.Tools)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_are_named_by_the_environment_or_stand_below_home()
    {
        var named = ToolPlaces.Of(name => name switch { "OSS_CAD_SUITE" => "/cad", "FHNHW_TOOLCHAINS" => "/fetched", "HOME" => "/me", _ => null });
        Assert.Equal(
            ["/cad/bin", "/me/oss-cad-suite/bin", "/opt/oss-cad-suite/bin", "/fetched/ecp5/bin"],
            named.Of(FpgaFamily.Ecp5).Select(place => place.Replace('\\', '/')));
        Assert.Contains("/me/.local/share/fhnhw/toolchains/gowin/bin", ToolPlaces.Of(name => name == "HOME" ? "/me" : null).Of(FpgaFamily.Gowin));
    }

    private static ToolPlaces Places(TemporaryFolder folder) => new([folder["suite"]], folder["toolchains"]);

    private static void Put(TemporaryFolder folder, string place, params string[] programs)
    {
        Directory.CreateDirectory(folder[place]);
        foreach (var program in programs)
        {
            File.WriteAllText(Path.Combine(folder[place], OperatingSystem.IsWindows() ? program + ".exe" : program), "");
        }
    }
}
