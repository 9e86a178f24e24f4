using FhnHw.Host.Commands.Boards;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public class BoardListingTests
{
    [Fact]
    public void A_board_file_that_is_not_sound_is_named_and_hides_no_other_board()
    {
        using var checkout = new TinyCheckout();
        checkout.Write("hdl/boards/cut/board.json", "{ \"title\": ");
        checkout.Write("hdl/boards/empty/board.json", "");
        checkout.WriteBoard("\"colour\": \"red\"", "odd");
        checkout.Write("firmware/half/board.json", "{ }");
        var listing = BoardListing.Of(checkout.Sources);
        Assert.Equal(["tiny"], listing.Boards.Select(line => line.Name));
        Assert.Empty(listing.Microcontrollers);
        Assert.Equal(4, listing.Unsound.Count);
        Assert.All(
            listing.Unsound.Zip(["cut/board.json is not sound", "empty/board.json", "(there is no key 'colour')", "firmware/half/board.json is not sound"]),
            pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.All(listing.Unsound, sentence => Assert.DoesNotContain('\n', sentence));
    }
}
