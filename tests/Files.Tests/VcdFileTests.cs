namespace FhnHw.Files.Tests;

public class VcdFileTests
{
    [Fact]
    public void Values_are_written_when_they_change_in_bits_of_their_width()
    {
        var text = VcdFile.Text("two signals", "top", 7, [new VcdSignal("X", 4, [1, 1, -2]), new VcdSignal("differs", 1, [0, 1, 1])]);
        Assert.Equal(
            """
            $comment two signals $end
            $timescale 1 ns $end
            $scope module top $end
            $var wire 4 ! X $end
            $var wire 1 " differs $end
            $upscope $end
            $enddefinitions $end
            #7
            b0001 !
            0"
            #8
            1"
            #9
            b1110 !
            #10

            """.ReplaceLineEndings("\n"), text);
    }
}
