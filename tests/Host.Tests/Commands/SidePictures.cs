using SkiaSharp;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Pictures of 4x4, bright at one side, which is their class, and each of them a little otherwise.</summary>
internal static class SidePictures
{
    /// <summary>Draws them: FOLDER/CLASS/0.png and so on.</summary>
    public static void Draw(string folder, int count, params string[] classes)
    {
        foreach (var name in classes)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (var index = 0; index < count; index++)
            {
                using var picture = new SKBitmap(new SKImageInfo(4, 4, SKColorType.Gray8));
                for (var pixel = 0; pixel < 16; pixel++)
                {
                    var (row, column) = (pixel / 4, pixel % 4);
                    var bright = name switch { "top" => row == 0, "bottom" => row == 3, "left" => column == 0, "right" => column == 3, _ => row == 2 };
                    var grey = (byte)((bright ? 200 : 0) + ((index * 7) + (pixel * 5)) % 50);
                    picture.SetPixel(column, row, new SKColor(grey, grey, grey));
                }

                using var file = File.Create(Path.Combine(folder, name, $"{index}.png"));
                picture.Encode(file, SKEncodedImageFormat.Png, 100);
            }
        }
    }
}
