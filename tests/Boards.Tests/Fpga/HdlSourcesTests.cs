using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Arrays;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class HdlSourcesTests
{
    [Fact]
    public void The_checkout_is_found_from_a_folder_inside_it()
    {
        using var checkout = new TinyCheckout();
        Assert.Equal(checkout.Sources.Root, HdlSources.Find(Path.GetTempPath(), Path.Combine(checkout.Sources.Root, "hdl", "rtl")).Root);
    }

    [Fact]
    public void Without_a_checkout_the_message_says_where_to_run_it() =>
        Assert.Contains("checkout", Assert.Throws<DeviceMissingException>(() => HdlSources.Find(Path.GetTempPath())).Message);

    [Fact]
    public void The_hash_changes_with_a_content_and_with_a_name()
    {
        using var checkout = new TinyCheckout();
        var hash = checkout.Sources.Hash("hdl/rtl");
        Assert.Equal(hash, checkout.Sources.Hash("hdl/rtl"));
        checkout.Write("hdl/rtl/other.v", "");
        var named = checkout.Sources.Hash("hdl/rtl");
        checkout.Write("hdl/rtl/other.v", "// more");
        Assert.Equal(3, new HashSet<string> { hash, named, checkout.Sources.Hash("hdl/rtl") }.Count);
    }

    [Fact]
    public void The_hash_of_code_is_of_what_synthesis_reads()
    {
        using var checkout = new TinyCheckout();
        const string module = "module other;\n{0}endmodule\n";
        string HashWith(string more)
        {
            checkout.Write("hdl/rtl/other.v", module.Replace("{0}", more, StringComparison.Ordinal));
            return checkout.Sources.HashOfCode("hdl/rtl");
        }

        var hash = HashWith("");
        Assert.Equal(hash, HashWith("    // a remark\n"));
        Assert.Equal(hash, HashWith("`ifdef VERILATOR\n    initial $error(\"no\");\n`endif\n"));
        Assert.NotEqual(hash, HashWith("`ifdef VERILATOR\n`endif\n    wire more;\n"));
    }

    [Theory]
    [InlineData("`ifdef VERILATOR\n    wire simulated;\n`else\n{0}`endif\n")]
    [InlineData("`ifdef VERILATOR\n    wire simulated;\n`elsif FHN_SYNTHESIS\n{0}`endif\n")]
    [InlineData("`ifdef VERILATOR\n`ifdef MORE\n    wire simulated;\n`endif\n`else\n{0}`endif\n")]
    [InlineData("`ifdef VERILATOR\n`ifndef MORE\n`endif\n{0}`endif\n")]
    public void What_stands_in_another_branch_than_that_of_Verilator_counts(string text)
    {
        using var checkout = new TinyCheckout();
        string HashWith(string more)
        {
            checkout.Write("hdl/rtl/other.v", text.Replace("{0}", more, StringComparison.Ordinal));
            return checkout.Sources.HashOfCode("hdl/rtl");
        }

        Assert.NotEqual(HashWith("    wire more;\n"), HashWith(""));
    }
}
