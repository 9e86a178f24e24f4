using FhnHw.Host.Commands.Networks;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Commands;

public sealed class FoundImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_looks_for_its_images_where_it_found_them_when_nothing_else_is_said()
    {
        var images = Path.Combine(_folder.Path, "images");
        Directory.CreateDirectory(images);
        Result($"MNIST, 60000/10000 images of 28x28, 10 classes, from {images}, b2d8f5bf39174ee5");
        Assert.Equal(images, FoundImages.Placed(new RunSettings(), _folder.Path, null).Data);
        Assert.Null(FoundImages.Placed(new RunSettings(), _folder.Path, "/elsewhere").Data);
        Assert.Equal("named", FoundImages.Placed(new RunSettings { Data = "named" }, _folder.Path, null).Data);

        Directory.Delete(images);
        Assert.Null(FoundImages.Placed(new RunSettings(), _folder.Path, null).Data);
    }

    [Fact]
    public void Other_images_than_the_run_s_are_refused_with_the_place_of_its_own()
    {
        Result("some, 12/8 images of 3x2, 4 classes, from /a folder/of images, 0123456789abcdef");
        var error = Assert.Throws<InvalidSettingException>(() => FoundImages.Pin(
            new RunSettings { DataFingerprint = "0123456789abcdef" }, SmallSets.Set(), _folder.Path));
        Assert.Contains("other images (0123456789abcdef, from /a folder/of images) than those found now", error.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"data\": 3}")]
    [InlineData("{\"data\": \"no place\"}")]
    public void A_result_without_a_place_tells_of_none(string json)
    {
        File.WriteAllText(RunFolder.Result(_folder.Path), json);
        Assert.Null(FoundImages.Place(_folder.Path));
    }

    [Fact]
    public void A_run_without_a_result_tells_of_none() => Assert.Null(FoundImages.Place(_folder.Path));

    [Fact]
    public void The_line_of_a_set_has_its_place()
    {
        Result(SmallSets.Set().ToString());
        Assert.Equal("a test", FoundImages.Place(_folder.Path));
    }

    private void Result(string data) => File.WriteAllText(RunFolder.Result(_folder.Path), $"{{\"data\": \"{data}\"}}");
}
