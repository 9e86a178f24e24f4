using System.Globalization;
using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Firmware;

/// <summary>What README.md of each microcontroller tells its owner, held against board.json.</summary>
public class FirmwarePageTests
{
    private static readonly HdlSources Sources = new(Checkout.Root);

    public static TheoryData<string> Names() => [.. FirmwareBoard.Names(Sources)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Line_clock_light_and_programmer_are_told_on_its_page_or_on_that_of_the_board_whose_program_it_has(string name)
    {
        var board = FirmwareBoard.Read(Sources, name);
        var told = PageOf(name) + (board.Files is { } other ? PageOf(other) : "");
        Assert.All(["Line", "Clock", "Light", "Programmer"], point => Assert.Contains($"- **{point}**", told, StringComparison.Ordinal));
        Assert.Contains(
            board.Baud >= 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{board.Baud / 1e6} Mbaud") : $"{board.Baud} baud",
            told, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{board.ClockMHz} MHz"), told, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_price_is_told_and_that_nobody_saw_it_on_a_board_and_what_its_addresses_were_compared_with(string name)
    {
        var page = PageOf(name);
        Assert.Contains("never seen on a board", page, StringComparison.Ordinal);
        Assert.Contains("\nSources: ", page, StringComparison.Ordinal);
        if (FirmwareBoard.Read(Sources, name).Price is { } price)
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"About {price} dollars."), page, StringComparison.Ordinal);
        }
    }

    private static string PageOf(string name) => File.ReadAllText(Path.Combine(Checkout.Root, "firmware", name, "README.md"));
}
