using FhnHw.Host.Options;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Options;

public sealed class PicturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // PNG files of one row of two pixels, made by Python's zlib; the values follow from the definition of grey.
    [Theory]
    [InlineData(
        "grey of 8 bits", "16 128",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR42mMQaAAAAKMAkZ3BXFcAAAAASUVORK5CYII=")]
    [InlineData(
        "grey of 8 bits with another gamma", "16 128",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAABGdBTUEAAWMePjgPfQAAAAtJREFUeNpjEGgAAACjAJGdwVxXAAAAAElFTkSuQmCC")]
    [InlineData(
        "grey of 1 bit", "0 255",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQAAAADcWUInAAAACklEQVR42mNwAAAAQgBBhL+OYgAAAABJRU5ErkJggg==")]
    [InlineData(
        "grey of 2 bits", "85 170",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAgAAAACb+Tj3AAAACklEQVR42mNIAAAAYgBhHBADfwAAAABJRU5ErkJggg==")]
    [InlineData(
        "grey of 16 bits", "16 128",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAAAAACB2fwVAAAADUlEQVR42mMQEGhoAAAB9QEhs0VB8wAAAABJRU5ErkJggg==")]
    [InlineData(
        "grey with transparency", "16 32",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR42mMQ+N/gAAAEggHQ+btVRgAAAABJRU5ErkJggg==")]
    [InlineData(
        "colours", "29 77",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mMQUDBwCEgAAAOHAVGJAsihAAAAAElFTkSuQmCC")]
    [InlineData(
        "colours of 16 bits with transparency", "29 0",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAYAAACksqPJAAAAGUlEQVR42mMQEFBQMDD4/9/BISAgIYGBAQAmbgSf2cH67QAAAABJRU5ErkJggg==")]
    [InlineData(
        "a palette", "0 77",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABBAMAAAAGDGK5AAAABlBMVEUAAABAUGAi9AgDAAAACklEQVR42mNgBAAAAwAC5n2nZwAAAABJRU5ErkJggg==")]
    [InlineData(
        "interlaced", "16 128",
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAAGmThDAAAAADElEQVR42mMQYGgAAAC0AJE+9wsfAAAAAElFTkSuQmCC")]
    public void A_picture_of_any_kind_gives_its_greys(string kind, string greys, string file)
    {
        var picture = Pictures.Read(Written(Convert.FromBase64String(file)));
        Assert.Equal((kind, 1, 2), (kind, picture.Rows, picture.Columns));
        Assert.Equal(greys, string.Join(' ', picture.Pixels));
    }

    [Fact]
    public void A_damaged_picture_is_refused_wherever_it_is_cut_or_changed()
    {
        var whole = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR42mMQaAAAAKMAkZ3BXFcAAAAASUVORK5CYII=");
        for (var length = 0; length < whole.Length; length++)
        {
            Refuse(whole[..length]);
        }

        for (var place = 0; place < whole.Length; place++)
        {
            byte[] other = [.. whole];
            other[place] ^= 4;
            Refuse(other);
        }
    }

    [Fact]
    public void A_missing_file_and_one_of_text_are_refused()
    {
        Refuse("no picture"u8.ToArray());
        Assert.Contains("check the path", Assert.Throws<InvalidSettingException>(() => Pictures.Read(_folder["none.png"])).Message);
    }

    private string Written(byte[] bytes)
    {
        File.WriteAllBytes(_folder["a.png"], bytes);
        return _folder["a.png"];
    }

    private void Refuse(byte[] bytes) =>
        Assert.Contains("a.png", Assert.Throws<InvalidSettingException>(() => Pictures.Read(Written(bytes))).Message);
}
