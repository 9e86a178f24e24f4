using System.Security.Cryptography;
using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

public class BoardFlasherTests
{
    private static readonly byte[] Bits = [1, 2, 3];

    [Fact]
    public void Without_a_build_the_message_says_how_to_make_one()
    {
        using var checkout = new TinyCheckout();
        Assert.Equal([Remedy.Do(RemedyAction.BuildBitstream).With("tiny")], Assert.Throws<InvalidSettingException>(() => Flash(checkout)).Remedies);
    }

    [Fact]
    public void A_build_that_missed_timing_is_not_flashed()
    {
        using var checkout = new TinyCheckout();
        Place(checkout, maxMHz: 11.5);
        Assert.Contains("11.5 MHz and needs 12 MHz", Assert.Throws<BoardCheckException>(() => Flash(checkout)).Message);
    }

    [Fact]
    public void A_bitstream_that_was_changed_is_not_flashed()
    {
        using var checkout = new TinyCheckout();
        Place(checkout);
        File.WriteAllBytes(Path.Combine(checkout.BuildFolder, "tiny.bin"), [1, 2, 4]);
        Assert.Contains("not the one that was built", Assert.Throws<BoardCheckException>(() => Flash(checkout)).Message);
    }

    [Fact]
    public void A_missing_programmer_is_told_with_its_package()
    {
        using var checkout = new TinyCheckout();
        Place(checkout);
        Assert.Contains("fpga-icestorm", Assert.Throws<ToolMissingException>(() => Flash(checkout, new ToolBox(""))).Message);
    }

    [ToolFact("iceprog")]
    public void Without_a_board_iceprog_is_explained()
    {
        using var checkout = new TinyCheckout();
        Place(checkout);
        using var nothing = new TemporaryFolder();
        var error = Assert.Throws<DeviceMissingException>(() => Flash(checkout, usb: new UsbDevices(nothing.Path)));
        Assert.StartsWith("iceprog finds no board on USB; plug it in", error.Message);
    }

    [ToolFact("openFPGALoader")]
    public void Without_a_board_openFPGALoader_is_explained()
    {
        using var checkout = new TinyCheckout();
        var file = File.ReadAllText(Path.Combine(checkout.Sources.Root, "hdl/boards/tiny/board.json"));
        checkout.Write("hdl/boards/tiny/board.json", file.Replace("\"iceprog\"", "\"openFPGALoader\", \"programmerBoard\": \"ulx3s\""));
        Place(checkout);
        using var nothing = new TemporaryFolder();
        var error = Assert.Throws<DeviceMissingException>(() => Flash(checkout, usb: new UsbDevices(nothing.Path)));
        Assert.StartsWith("openFPGALoader finds no board on USB", error.Message);
    }

    [ToolFact("iceprog")]
    public void A_board_that_may_not_be_opened_is_told_with_what_helps_this_user()
    {
        using var checkout = new TinyCheckout();
        Place(checkout);
        using var plugged = new TemporaryFolder();
        Directory.CreateDirectory(plugged["1-2"]);
        File.WriteAllText(Path.Combine(plugged["1-2"], "idVendor"), "0403\n");
        File.WriteAllText(Path.Combine(plugged["1-2"], "idProduct"), "6010\n");
        var error = Assert.Throws<DeviceMissingException>(() => Flash(checkout, usb: new UsbDevices(plugged.Path)));
        Assert.Contains(Environment.IsPrivilegedProcess ? "even by root" : "ATTR{idVendor}==\"0403\"", error.Message);
    }

    [ToolFact("iceprog")]
    public void Of_several_builds_one_is_named_and_told_before_the_programmer_starts()
    {
        using var checkout = new TinyCheckout();
        Place(checkout);
        Place(checkout, variant: "w3-e3-k8-lanes1");
        var several = Assert.Throws<InvalidSettingException>(() => Flash(checkout));
        Assert.Equal("There are 2 builds for tiny: w16-e0-k8-lanes1, w3-e3-k8-lanes1.", several.Message);
        Assert.Equal([Remedy.AsSaid("Build")], several.Remedies);
        Assert.Contains("no build 'w4'", Assert.Throws<InvalidSettingException>(() => Flash(checkout, build: "w4")).Message);
        using var nothing = new TemporaryFolder();
        var taken = new List<BoardManifest>();
        Assert.Throws<DeviceMissingException>(
            () => Flash(checkout, usb: new UsbDevices(nothing.Path), build: "w3-e3-k8-lanes1", begins: (one, _) => taken.Add(one)));
        Assert.Equal(["w3-e3-k8-lanes1"], taken.Select(build => build.Variant));
    }

    [Fact]
    public void The_command_line_is_told_without_a_programmer_or_a_board()
    {
        using var checkout = new TinyCheckout();
        using var nothing = new TemporaryFolder();
        Place(checkout);
        var flasher = new BoardFlasher(checkout.Sources, new ToolBox(""), new UsbDevices(nothing.Path));
        var bitstream = Path.Combine("artifacts", "boards", "tiny", TinyCheckout.Variant, "tiny.bin");
        Assert.Equal($"iceprog {bitstream}", flasher.Plan(TinyCheckout.Board, null, sram: false, null).CommandLine);
        Assert.Equal($"iceprog -S {bitstream}", flasher.Plan(TinyCheckout.Board, null, sram: true, null).CommandLine);
        Assert.Contains("No Tiny is on USB", Assert.Throws<DeviceMissingException>(() => flasher.Plan(TinyCheckout.Board, null, sram: true, "A1")).Message);
    }

    private static void Flash(
        TinyCheckout checkout, ToolBox? tools = null, UsbDevices? usb = null, string? build = null, Action<BoardManifest, string>? begins = null) =>
        new BoardFlasher(checkout.Sources, tools ?? ToolBox.OfProcess(), usb ?? new UsbDevices())
            .Flash(TinyCheckout.Board, build, sram: true, null, begins ?? ((_, _) => { }), CancellationToken.None);

    private static void Place(TinyCheckout checkout, double maxMHz = 50, string variant = TinyCheckout.Variant)
    {
        var folder = BoardFlow.FolderOf(checkout.Sources, TinyCheckout.Board, variant);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "tiny.bin"), Bits);
        var manifest = new BoardManifest(
            "tiny", variant, TinyCheckout.Constants.Hash, TinyCheckout.Constants.Canonical(), 1, 8, "", new Dictionary<string, string>(), [], 12, maxMHz,
            "tiny.bin", Convert.ToHexStringLower(SHA256.HashData(Bits)), [], DateTime.UnixEpoch);
        manifest.Write(folder);
    }
}
