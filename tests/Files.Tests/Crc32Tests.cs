namespace FhnHw.Files.Tests;

public class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_polynomial_comes_out_in_one_piece_and_in_two()
    {
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));
        Assert.Equal(0xCBF43926u, Crc32.Append(Crc32.Append(0, "1234"u8), "56789"u8));
    }
}
