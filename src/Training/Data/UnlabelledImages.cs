using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Images of which nobody has said what they show, for a trained network to say.</summary>
/// <param name="Images">The images; all labels are 0.</param>
/// <param name="Names">What each is called: its file's path below the folder, or its number in an array.</param>
public sealed record UnlabelledImages(ImageSet Images, IReadOnlyList<string> Names)
{
    /// <summary>The array that was taken of a file with several; null where there was no choice.</summary>
    public string? Taken { get; init; }


    // Of several arrays the first of these that a file has.
    private static readonly string[] ArrayNames = ["x", "images", "x_test", "x_train"];

    /// <summary>Reads them.</summary>
    /// <param name="path">
    /// A picture; a folder of pictures, those in inner folders included; or an .npz file with one array, or an array x, images, x_test or x_train:
    /// N × rows × columns or N × pixels, bytes or real numbers from 0 to 1.
    /// </param>
    /// <param name="reader">Reads a picture.</param>
    /// <exception cref="InvalidSettingException">There is no such place, nothing in it, or it is damaged, too large or of several sizes.</exception>
    public static UnlabelledImages Read(string path, PictureReader reader)
    {
        try
        {
            return Directory.Exists(path) ? OfFolder(path, reader)
                : !File.Exists(path) ? throw new InvalidSettingException($"There is no file or folder {path}; check the path.")
                : Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? throw new InvalidSettingException(
                    $"{path} is one array; put it into an .npz file: numpy.savez(\"{Path.GetFileNameWithoutExtension(path)}.npz\", x=images).")
                : Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase) ? OfArray(path)
                : new UnlabelledImages(PicturePart.Read([(path, (byte)0)], reader), [Path.GetFileName(path)]);
        }
        catch (UnusableFileException error)
        {
            throw new InvalidSettingException(error.Message, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{path} cannot be read ({error.Message.TrimEnd('.')}); check its permissions.", error);
        }
    }

    private static UnlabelledImages OfFolder(string folder, PictureReader reader)
    {
        string[] files = [.. PictureSets.AllIn(folder).Order(NaturalOrder.Comparer)];
        return files.Length > 0
            ? new UnlabelledImages(
                PicturePart.Read([.. files.Select(file => (file, (byte)0))], reader), [.. files.Select(file => Path.GetRelativePath(folder, file))])
            : throw new InvalidSettingException($"{folder} has no pictures; give a folder with some, a picture, or an .npz file with one array.");
    }

    private static UnlabelledImages OfArray(string path)
    {
        var file = Npz.Read(path);
        var name = file.Names.ToArray() is [var only] ? only : ArrayNames.FirstOrDefault(file.Has) ?? throw new InvalidSettingException(
            $"{path} has the arrays {string.Join(", ", file.Names)}; give a file with one array, or name the images x.");
        var (pixels, count, rows, columns) = NpyImages.PixelsOf(file[name], $"The array '{name}' of {path}");
        return new UnlabelledImages(
            new ImageSet(rows, columns, pixels, new byte[count]), [.. Enumerable.Range(0, count).Select(index => FormattableString.Invariant($"{index}"))])
        {
            Taken = file.Names.Skip(1).Any() ? name : null,
        };
    }
}
