using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

/// <summary>Pins of packages, from files in the forms of IceStorm and of Trellis that the test writes.</summary>
public class PackagePinsTests
{
    private const string Chipdb = ".pins bg121\nA1 0 31 0\n\n.pins bg121:4k\nB1 0 31 0\n\n.pins ct256\nA1 4 33 1\nB16 5 6 0\n\n.gbufin\nC1 1\n";

    private const string Iodb = """{ "packages": { "CABGA256": { "A3": { "col": 1 } }, "CABGA381": { "A10": { "col": 63 }, "B2": { "col": 1 } } } }""";

    private static readonly HdlSources Sources = HdlSources.Find();

    [Theory]
    [InlineData("hx8k", "ct256", "A1 B16")]
    [InlineData("hx8k", "bg121", "A1")]
    [InlineData("hx4k", "bg121", "B1")]
    public void Those_of_an_iCE40_are_in_IceStorms_table_of_its_die(string device, string package, string pins)
    {
        using var place = new TemporaryFolder();
        Write(place["share/icebox/chipdb-8k.txt"], Chipdb);
        var board = BoardFile.Read(Sources, "hx8k") with { Device = device, Package = package };
        Assert.Equal(pins, string.Join(' ', PackagePins.Of(board, ToolsIn(place, "nextpnr-ice40"))!.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("85k", "LFE5U-85F", "../share")]
    [InlineData("12k", "LFE5U-12F", "../root/usr/share")]
    [InlineData("um5g-45k", "LFE5UM5G-45F", "../share")]
    public void Those_of_an_ECP5_are_in_Trellis_table_of_its_part(string device, string folder, string share)
    {
        using var place = new TemporaryFolder();
        Write(Path.Combine(place["bin"], share, "trellis", "database", "ECP5", folder, "iodb.json"), Iodb);
        var board = BoardFile.Read(Sources, "ulx3s") with { Device = device };
        Assert.Equal(["A10", "B2"], PackagePins.Of(board, ToolsIn(place, "nextpnr-ecp5"))!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_pin_that_is_none_is_told_with_its_port_and_one_that_is_passes()
    {
        using var place = new TemporaryFolder();
        Write(place["share/icebox/chipdb-8k.txt"], Chipdb);
        var tools = ToolsIn(place, "nextpnr-ice40");
        PackagePins.Check(BoardFile.Read(Sources, "hx8k"), tools, [("A1", "clk"), ("B16", "rx")], "pins.pcf");
        Assert.Equal(
            "pins.pcf gives rx the pin C3, which is no pin of ct256 of the Lattice iCE40HX8K-CT256; give it one of the package's 2, such as A1.",
            Assert.Throws<InvalidSettingException>(
                () => PackagePins.Check(BoardFile.Read(Sources, "hx8k"), tools, [("A1", "clk"), ("C3", "rx")], "pins.pcf")).Message);
    }

    [Theory]
    [InlineData("hx8k", "nextpnr-ice40")]
    [InlineData("ulx3s", "nextpnr-ecp5")]
    [InlineData("tangnano9k", "nextpnr-himbaechel-gowin")]
    public void Without_the_tools_table_nothing_is_refused(string board, string router)
    {
        using var place = new TemporaryFolder();
        PackagePins.Check(BoardFile.Read(Sources, board), ToolsIn(place, router), [("nowhere", "clk")], "pins");
    }

    private static ToolBox ToolsIn(TemporaryFolder place, string router)
    {
        Write(place[$"bin/{router}"], "");
        return new ToolBox(place["bin"]);
    }

    private static void Write(string path, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
