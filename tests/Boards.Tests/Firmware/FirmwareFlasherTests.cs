using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Firmware;

public class FirmwareFlasherTests
{
    private static readonly byte[] Firmware = [5, 6, 7];

    [Fact]
    public void The_file_is_copied_to_the_drive_that_says_its_board()
    {
        using var checkout = Built();
        using var media = new TemporaryFolder();
        Drive(media, "other", "Board-ID: SAMD21");
        var drive = Drive(media, "boot", "UF2 Bootloader v3.0\r\nBoard-ID: RPI-RP2\r\n");
        var (manifest, place) = Flash(checkout, media.Path);
        Assert.Equal("w16-e0-k8", manifest.Variant);
        Assert.Equal(Path.Combine(drive, "firmware.uf2"), place);
        Assert.Equal(Firmware, File.ReadAllBytes(place));
    }

    [Fact]
    public void Without_a_drive_the_message_says_which_button_to_hold()
    {
        using var checkout = Built();
        using var media = new TemporaryFolder();
        Assert.Contains("hold BOOTSEL", Assert.Throws<DeviceMissingException>(() => Flash(checkout, media.Path)).Message);
    }

    [Fact]
    public void With_two_drives_none_is_written()
    {
        using var checkout = Built();
        using var media = new TemporaryFolder();
        string[] drives = [Drive(media, "one", "Board-ID: RPI-RP2"), Drive(media, "two", "Board-ID: RPI-RP2")];
        Assert.Contains("leave one plugged in", Assert.Throws<DeviceMissingException>(() => Flash(checkout, media.Path)).Message);
        Assert.All(drives, drive => Assert.Single(Directory.GetFiles(drive)));
    }

    [Fact]
    public void A_firmware_that_was_changed_is_not_flashed()
    {
        using var checkout = Built();
        using var media = new TemporaryFolder();
        Drive(media, "boot", "Board-ID: RPI-RP2");
        File.WriteAllBytes(FirmwareManifest.Choose(checkout.Sources, "pico", null).PathIn(checkout.Sources), [5, 6, 8]);
        Assert.Contains("not the one that was built", Assert.Throws<BoardCheckException>(() => Flash(checkout, media.Path)).Message);
    }

    [Fact]
    public void Without_a_build_the_message_says_how_to_make_one()
    {
        using var checkout = new TinyCheckout();
        Copy(checkout, "pico");
        Assert.Equal(
            [Remedy.Do(RemedyAction.BuildBitstream).With("pico")], Assert.Throws<InvalidSettingException>(() => Flash(checkout, "/nowhere")).Remedies);
    }

    [Fact]
    public void Of_several_builds_one_is_named()
    {
        using var checkout = Built();
        Place(checkout, "w8-e6-k8");
        Assert.Contains("w16-e0-k8, w8-e6-k8", Assert.Throws<InvalidSettingException>(() => Flash(checkout, "/nowhere")).Message);
    }

    [Fact]
    public void A_missing_st_flash_is_told_with_its_package()
    {
        using var checkout = new TinyCheckout();
        Copy(checkout, "stm32f405");
        Place(checkout, "w16-e0-k8", "stm32f405");
        Assert.Contains("stlink-tools", Assert.Throws<ToolMissingException>(() => Flash(checkout, "/nowhere", "stm32f405")).Message);
    }

    private static (FirmwareManifest Manifest, string Place) Flash(TinyCheckout checkout, string media, string board = "pico") =>
        new FirmwareFlasher(checkout.Sources, new ToolBox(""), new UsbDrives([media])).Flash(board, null, null, _ => { }, CancellationToken.None);

    private static string Drive(TemporaryFolder media, string name, string card)
    {
        var folder = Directory.CreateDirectory(media[name]).FullName;
        File.WriteAllText(Path.Combine(folder, "INFO_UF2.TXT"), card);
        return folder;
    }

    private static TinyCheckout Built()
    {
        var checkout = new TinyCheckout();
        Copy(checkout, "pico");
        Place(checkout, "w16-e0-k8");
        return checkout;
    }

    private static void Copy(TinyCheckout checkout, string board) =>
        checkout.Write($"firmware/{board}/board.json", File.ReadAllText(Path.Combine(Checkout.Root, "firmware", board, "board.json")));

    private static void Place(TinyCheckout checkout, string variant, string board = "pico")
    {
        var folder = Directory.CreateDirectory(BoardFlow.FolderOf(checkout.Sources, board, variant)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "firmware.uf2"), Firmware);
        new FirmwareManifest(
            board, variant, "f5ec870dfd3444f4", "", "", "gcc", 3, 3, "firmware.uf2", FirmwareManifest.Hash(Firmware), DateTime.UnixEpoch).Write(folder);
    }
}
