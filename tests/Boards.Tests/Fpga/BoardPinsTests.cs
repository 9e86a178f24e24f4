using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardPinsTests
{
    private const string Top = """
        // output wire ghost
        module top #(parameter N = 2) (
            input  wire       clk,  // input wire remark
            input  wire       rx, output reg tx,
            output wire [2:0] led
        );
            function ours(input x); ours = !x; endfunction
        endmodule
        """;

    private static readonly HdlSources Sources = HdlSources.Find();

    public static TheoryData<string> Boards => [.. BoardFile.Names(Sources)];

    [Theory]
    [MemberData(nameof(Boards))]
    public void A_boards_file_of_pins_names_the_ports_of_its_top_module_and_nothing_else(string board)
    {
        var pins = BoardPins.Of(Sources, board, BoardFile.Read(Sources, board));
        Assert.Empty(pins.Ports);
        Assert.Empty(pins.Pins);
        Assert.True(pins.Count >= 6);
    }

    [Fact]
    public void So_does_the_Arty_which_Vivado_builds()
    {
        var folder = Path.Combine(Sources.Hdl, "boards", "arty");
        var pins = BoardPins.Of(File.ReadAllText(Path.Combine(folder, "top.v")), "top", File.ReadAllText(Path.Combine(folder, "arty.xdc")), ".xdc");
        Assert.Equal("6 of 6 ports have a pin", pins.ToString());
    }

    [Theory]
    [InlineData(".pcf", "set_io clk 35\nset_io rx 6\nset_io tx 6\nset_io led[0] 1\nset_io led[1] 2\nset_io led[2] 3\nset_io other 35\n")]
    [InlineData(".lpf", "LOCATE COMP \"clk\" SITE \"35\";\nLOCATE COMP \"rx\" SITE \"6\";\nLOCATE COMP \"tx\" SITE \"6\";\n"
        + "LOCATE COMP \"led[0]\" SITE \"1\";\nLOCATE COMP \"led[1]\" SITE \"2\";\nLOCATE COMP \"led[2]\" SITE \"3\";\n")]
    [InlineData(".cst", "IO_LOC \"clk\" 35;\nIO_LOC \"rx\" 6;\nIO_LOC \"tx\" 6;\nIO_LOC \"led[0]\" 1;\nIO_LOC \"led[1]\" 2;\nIO_LOC \"led[2]\" 3;\n")]
    [InlineData(".xdc", "set_property PACKAGE_PIN 35 [get_ports clk]\nset_property PACKAGE_PIN 6 [get_ports rx]\nset_property PACKAGE_PIN 6 [get_ports tx]\n"
        + "set_property PACKAGE_PIN 1 [get_ports {led[0]}]\n"
        + "set_property PACKAGE_PIN 2 [get_ports {led[1]}]\nset_property PACKAGE_PIN 3 [get_ports {led[2]}]\n")]
    public void Two_ports_with_one_pin_are_told_in_the_form_of_every_family(string extension, string text)
    {
        var pins = BoardPins.Of(Top, "top", text, extension);
        Assert.Empty(pins.Ports);
        Assert.Equal(
            "pins.pcf gives several ports one pin: 6 (rx, tx); give each its own.",
            Assert.Throws<InvalidSettingException>(() => pins.Check("pins.pcf")).Message);
    }

    [Theory]
    [InlineData(".pcf", "# set_io ghost 1\nset_io clk 35\nset_io -pullup yes rx 6\nset_io -nowarn TX 9\nset_io led[0] 1\nset_io led[2] 3 # red\n")]
    [InlineData(".lpf", "#\nLOCATE COMP \"clk\" SITE \"P3\";\nlocate comp \"rx\" site \"A1\";\nLOCATE COMP \"led[0]\" SITE \"B1\";\n"
        + "LOCATE COMP \"led[2]\" SITE \"B3\";\nIOBUF PORT \"TX\" PULLMODE=UP;\nIOBUF PORT \"rx\" PULLMODE=UP;\n")]
    [InlineData(".cst", "// IO_LOC \"ghost\" 1;\nIO_LOC \"clk\" 52;\nIO_LOC \"rx\" 18;\nIO_LOC \"TX\" 17;\nIO_LOC \"led[0]\" 10;\nIO_LOC \"led[2]\" 11;\n"
        + "IO_PORT \"led[0]\" DRIVE=8;\n")]
    [InlineData(".xdc", "set_property -dict { PACKAGE_PIN E3 IOSTANDARD LVCMOS33 } [get_ports clk]\nset_property PACKAGE_PIN A9 [get_ports rx]\n"
        + "set_property PACKAGE_PIN A8 [get_ports TX]\nset_property -dict { PACKAGE_PIN H5 } [get_ports {led[0]}]\n"
        + "set_property PACKAGE_PIN T9 [get_ports {led[2]}]\nset_false_path -to [get_ports {rx led[*]}]\n")]
    public void A_port_without_a_pin_and_a_pin_without_a_port_are_told_in_the_form_of_every_family(string extension, string text)
    {
        var pins = BoardPins.Of(Top, "top", text, extension);
        Assert.Equal(["tx", "led[1]"], pins.Ports);
        Assert.Equal(["TX"], pins.Pins);
        Assert.Equal(6, pins.Count);
        var refused = Assert.Throws<InvalidSettingException>(() => pins.Check("hdl/boards/mine/pins"));
        Assert.Equal(
            "hdl/boards/mine/pins has no pin for tx, led[1]; what it names and is no port: TX; give each port of the top module its pin.", refused.Message);
    }

    [Fact]
    public void A_pin_that_no_port_has_stops_no_build_since_makers_files_list_all_pins()
    {
        var pins = BoardPins.Of("module top (input wire clk); endmodule", "top", "set_io clk 35\nset_io usb_dp 3\n", ".pcf");
        pins.Check("pins.pcf");
        Assert.Equal("1 of 1 ports have a pin; without a port: usb_dp", pins.ToString());
    }

    [Theory]
    [InlineData("module top (clk, led); input clk; output reg [1:0] led; endmodule")]
    [InlineData("module top #(parameter N = 2) (input clk, output [N-1:0] led); endmodule")]
    [InlineData("module other (input x); endmodule module top (input wire clk, output logic [0:1] led); endmodule")]
    public void Ports_are_read_in_every_way_that_Verilog_has_to_declare_them(string verilog)
    {
        var pins = BoardPins.Of(verilog, "top", "set_io clk 1\nset_io led[0] 2\nset_io led[1] 3\n", ".pcf");
        Assert.Empty(pins.Ports);
        Assert.Empty(pins.Pins);
    }

    [Theory]
    [InlineData(".pcf", "set_io clk 35\nset_io clk 36\nset_io led 1\n")]
    [InlineData(".pcf", "set_io clk 35\nset_io clk 35\nset_io led 1\n")]
    [InlineData(".lpf", "LOCATE COMP \"clk\" SITE \"35\";\nLOCATE COMP \"clk\" SITE \"P3\";\nLOCATE COMP \"led\" SITE \"1\";\n")]
    [InlineData(".cst", "IO_LOC \"clk\" 35;\nIO_LOC \"clk\" 36;\nIO_LOC \"led\" 1;\n")]
    public void A_port_with_two_pins_is_told_in_the_form_of_every_family(string extension, string text)
    {
        var pins = BoardPins.Of("module top (input wire clk, output wire led); endmodule", "top", text, extension);
        Assert.StartsWith("pins gives a port several pins: clk (35, ", Assert.Throws<InvalidSettingException>(() => pins.Check("pins")).Message);
    }

    [Theory]
    [InlineData("set_io clk 35\n\nsetio led 9 # green\n", "pins.pcf has no pin for led; what it does not say as a pin: line 3 'setio led 9'")]
    [InlineData("set_io clk 35\nset_io led\n", "pins.pcf has no pin for led; what it does not say as a pin: line 2 'set_io led'")]
    [InlineData("set_io clk 35\nset_io led 9\nset_voltage 3\n", "pins.pcf has what its router does not read: line 3 'set_voltage 3'")]
    public void A_line_that_is_not_read_is_named(string text, string sentence)
    {
        var pins = BoardPins.Of("module top (input wire clk, output wire led); endmodule", "top", text, ".pcf");
        Assert.StartsWith(sentence, Assert.Throws<InvalidSettingException>(() => pins.Check("pins.pcf")).Message);
    }

    [Theory]
    [InlineData(".lpf", "LOCATE COMP \"clk\"\n  SITE \"35\";\nLOCAT COMP \"led\" SITE \"1\";\n", "line 3 'LOCAT COMP \"led\" SITE \"1\";'")]
    [InlineData(".cst", "IO_LOC \"clk\" 35;\nIOLOC \"led\" 1;\n", "line 2 'IOLOC \"led\" 1;'")]
    public void So_is_a_statement_of_the_other_forms_which_may_take_several_lines(string extension, string text, string line)
    {
        var pins = BoardPins.Of("module top (input wire clk, output wire led); endmodule", "top", text, extension);
        Assert.Equal([line], pins.Unread);
        Assert.EndsWith($"; not read: {line}", pins.ToString());
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void All_lines_of_a_boards_own_file_are_read_and_no_port_is_named_twice(string board)
    {
        var pins = BoardPins.Of(Sources, board, BoardFile.Read(Sources, board));
        Assert.Empty(pins.Unread);
        Assert.Empty(pins.Twice);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_pin_that_the_package_does_not_have_is_told_before_any_tool_runs()
    {
        using var checkout = new TinyCheckout();
        checkout.Write("hdl/boards/tiny/tiny.pcf", "set_io clk 35\nset_io led 99\n");
        Assert.Equal(
            "hdl/boards/tiny/tiny.pcf gives led the pin 99, which is no pin of sg48 of the iCE40UP5K; give it one of the package's 39, such as 10.",
            Assert.Throws<InvalidSettingException>(() => checkout.Build(synthesisOnly: true)).Message);
        Assert.Empty(checkout.Steps);
    }

    [Fact]
    public void A_file_of_another_form_and_a_file_without_the_module_are_refused()
    {
        Assert.Contains(".pcf, .lpf, .cst or .xdc", Assert.Throws<InvalidSettingException>(() => BoardPins.Of(Top, "top", "", ".qsf")).Message);
        Assert.Contains("no module main", Assert.Throws<InvalidSettingException>(() => BoardPins.Of(Top, "main", "", ".pcf")).Message);
    }

    [ToolFact("yosys", "nextpnr-ice40", "icepack")]
    public void A_build_refuses_a_port_without_a_pin_before_any_tool_runs()
    {
        using var checkout = new TinyCheckout();
        checkout.Write("hdl/boards/tiny/tiny.pcf", "set_io clk 35\n");
        var refused = Assert.Throws<InvalidSettingException>(() => checkout.Build());
        Assert.Equal("hdl/boards/tiny/tiny.pcf has no pin for led; give each port of the top module its pin.", refused.Message);
        Assert.Empty(checkout.Steps);
    }
}
