using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Firmware;

public class FirmwareBoardTests
{
    private static readonly HdlSources Sources = new(Checkout.Root);

    public static TheoryData<string> Names() => [.. FirmwareBoard.Names(Sources)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_board_has_a_sound_file_a_README_and_room_for_a_job_of_all_cells_with_per_cell_parameters(string name)
    {
        var board = FirmwareBoard.Read(Sources, name);
        Assert.True(File.Exists(Path.Combine(Checkout.Root, "firmware", name, "README.md")));
        Assert.InRange(30 + (board.Cells * 16), 1, board.Queue); // S of 3 bytes, C of 2, X of 2, Y of 5, generator of 4
        Assert.DoesNotContain(name, BoardFile.Names(Sources));
    }

    [Fact]
    public void The_pico_has_the_256_cells_that_it_is_to_have() => Assert.Equal(256, FirmwareBoard.Read(Sources, "pico").Cells);

    [Theory]
    [InlineData("\"core\": \"-Wl,x\"", "core and files are one word each")]
    [InlineData("\"queue\": 1000", "cells, queue, readout or votes are out of range")]
    [InlineData("\"cyclesPerStep\": 0", "cores, clocks or rate are out of range")]
    [InlineData("\"flash\": \"tape\"", "flash is uf2, hex or st-flash")]
    [InlineData("\"drive\": \"\"", "drive is missing")]
    [InlineData("\"uf2Family\": \"E48\"", "uf2Family has eight hexadecimal digits")]
    [InlineData("\"colour\": 3", "colour")]
    public void A_file_that_is_not_sound_is_told_with_what_is_wrong(string other, string what)
    {
        using var checkout = new TinyCheckout();
        var key = other.Split(':')[0];
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "firmware/pico/board.json")).Where(line => !line.Contains(key, StringComparison.Ordinal));
        checkout.Write("firmware/board/board.json", string.Join('\n', lines).Replace("{", "{ " + other + ",", StringComparison.Ordinal));
        Assert.Contains(what, Assert.Throws<InvalidSettingException>(() => FirmwareBoard.Read(checkout.Sources, "board")).Message);
    }

    [Fact]
    public void A_board_that_is_not_there_is_told_with_those_that_are() =>
        Assert.Contains("pico, pico-analog, pico2", Assert.Throws<InvalidSettingException>(() => FirmwareBoard.Read(Sources, "nano")).Message);
}
