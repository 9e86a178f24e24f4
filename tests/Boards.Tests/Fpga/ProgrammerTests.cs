using System.Security.Cryptography;
using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

/// <summary>Programmers that fail, played by scripts of their names: each failure gets the advice that helps.</summary>
public sealed class ProgrammerTests : IDisposable
{
    private readonly TinyCheckout _checkout = new();
    private readonly TemporaryFolder _tools = new(), _usb = new();

    public ProgrammerTests()
    {
        byte[] bits = [1, 2, 3];
        Directory.CreateDirectory(_checkout.BuildFolder);
        File.WriteAllBytes(Path.Combine(_checkout.BuildFolder, "tiny.bin"), bits);
        new BoardManifest(
            "tiny", TinyCheckout.Variant, TinyCheckout.Constants.Hash, TinyCheckout.Constants.Canonical(), 1, 8, "",
            new Dictionary<string, string>(), [], 12, 50,
            "tiny.bin", Convert.ToHexStringLower(SHA256.HashData(bits)), [], DateTime.UnixEpoch).Write(_checkout.BuildFolder);
    }

    [ScriptFact]
    public void The_complaint_of_iceprog_is_shown_and_all_that_it_said_is_kept()
    {
        Fails("iceprog", "init..\nreading..\nFound difference between flash and file!\nABORT.");
        var error = Assert.Throws<BoardCheckException>(() => Flash());
        Assert.Contains("('Found difference between flash and file!')", error.Message);
        var log = Path.Combine(_checkout.BuildFolder, "flash.log");
        Assert.Contains(log, error.Message);
        Assert.Contains("reading..", File.ReadAllText(log));
    }

    [ScriptTheory]
    [InlineData("unable to open ftdi device: -3 (device not found)", "finds no board on USB; plug it in", false)]
    [InlineData("unable to open ftdi device: -5 (unable to claim usb device. Make sure the default FTDI driver is not in use)", "modprobe -r ftdi_sio", true)]
    [InlineData("unable to open ftdi device: -8 (ftdi_get_string failed)", "unplug it", true)]
    [InlineData("Error: can't open bitstream", "can't open bitstream", true)]
    public void Each_code_of_openFPGALoader_has_its_advice(string output, string advice, bool plugged)
    {
        TakeOpenFpgaLoader();
        Fails("openFPGALoader", output);
        if (plugged)
        {
            Plug("1-1", "6015", "A1");
        }

        Assert.Contains(advice, Assert.ThrowsAny<Exception>(() => Flash()).Message);
    }

    [ScriptFact]
    public void A_board_that_may_not_be_opened_gets_the_rule_of_udev_unless_root_asks()
    {
        TakeOpenFpgaLoader();
        Fails("openFPGALoader", "unable to open ftdi device: -4 (usb_open() failed)");
        Plug("1-1", "6015", "A1");
        var error = Assert.Throws<DeviceMissingException>(() => Flash());
        Assert.Contains(Environment.IsPrivilegedProcess ? "even by root" : "udevadm", error.Message);
    }

    [ScriptFact]
    public void A_cable_with_the_same_chip_is_no_board()
    {
        Fails("iceprog", "Can't find iCE FTDI USB device (vendor_id 0x0403, device_id 0x6010 or 0x6014).\nABORT.");
        Plug("1-1", "6001", "CABLE");
        Assert.Contains("only 0403:6001 (CABLE), which is another cable", Assert.Throws<DeviceMissingException>(() => Flash()).Message);
    }

    [ScriptFact]
    public void Of_two_boards_one_is_named_by_its_number()
    {
        Succeeds("iceprog");
        Plug("1-1", "6010", "FIRST");
        Plug("1-2", "6014", "SECOND");
        var several = Assert.Throws<InvalidSettingException>(() => Flash());
        Assert.Contains("there are FIRST and SECOND", several.Message);
        Assert.Equal([Remedy.AsSaid("UsbSerial")], several.Remedies);
        Assert.Contains("with the serial number 'THIRD'", Assert.Throws<DeviceMissingException>(() => Flash("THIRD")).Message);
        Assert.Contains("-d s:0x0403:0x6014:SECOND -S ", Flash("SECOND").Output);
    }

    [ScriptFact]
    public void OpenFPGALoader_gets_the_number_too()
    {
        TakeOpenFpgaLoader();
        Succeeds("openFPGALoader");
        Plug("1-1", "6015", "A1");
        Plug("1-2", "6015", "A2");
        Assert.Contains("-b ulx3s --ftdi-serial A2 --write-sram ", Flash("A2").Output);
    }

    public void Dispose()
    {
        _checkout.Dispose();
        _tools.Dispose();
        _usb.Dispose();
    }

    private ToolRun Flash(string? serial = null) => new BoardFlasher(_checkout.Sources, new ToolBox(_tools.Path), new UsbDevices(_usb.Path))
        .Flash(TinyCheckout.Board, null, sram: true, serial, (_, _) => { }, CancellationToken.None).Run;

    private void TakeOpenFpgaLoader()
    {
        var file = File.ReadAllText(Path.Combine(_checkout.Sources.Root, "hdl/boards/tiny/board.json"));
        _checkout.Write("hdl/boards/tiny/board.json", file.Replace("\"iceprog\"", "\"openFPGALoader\", \"programmerBoard\": \"ulx3s\""));
    }

    private void Plug(string place, string product, string serial)
    {
        Directory.CreateDirectory(_usb[place]);
        File.WriteAllText(Path.Combine(_usb[place], "idVendor"), "0403\n");
        File.WriteAllText(Path.Combine(_usb[place], "idProduct"), $"{product}\n");
        File.WriteAllText(Path.Combine(_usb[place], "serial"), $"{serial}\n");
    }

    private void Fails(string name, string output) => Script(name, $"cat >&2 <<'END'\n{output}\nEND\nexit 2");

    private void Succeeds(string name) => Script(name, "echo \"$*\"");

    private void Script(string name, string text)
    {
        File.WriteAllText(_tools[name], $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_tools[name], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private sealed class ScriptFactAttribute : FactAttribute
    {
        public ScriptFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Scripts of a shell." : null;
    }

    private sealed class ScriptTheoryAttribute : TheoryAttribute
    {
        public ScriptTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Scripts of a shell." : null;
    }
}
