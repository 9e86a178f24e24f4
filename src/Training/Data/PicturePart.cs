using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Reads many pictures of one size.</summary>
internal static class PicturePart
{
    /// <summary>Reads them on all cores; the order is that of the files.</summary>
    /// <param name="files">Each with its label; at least one.</param>
    /// <param name="reader">Reads a picture.</param>
    /// <exception cref="InvalidSettingException">The first picture, in the order of the files, that cannot be read or is of another size.</exception>
    public static ImageSet Read((string Path, byte Label)[] files, PictureReader reader)
    {
        var first = reader(files[0].Path);
        var size = first.Rows * first.Columns;
        var pixels = Memory.Take((double)size * files.Length, files[0].Path);
        var errors = new Exception?[files.Length];
        Parallel.For(0, files.Length, (index, state) =>
        {
            try
            {
                var picture = reader(files[index].Path);
                if ((picture.Rows, picture.Columns) != (first.Rows, first.Columns))
                {
                    throw new InvalidSettingException(
                        $"{files[0].Path} has {first.Rows}x{first.Columns} pixels and {files[index].Path} {picture.Rows}x{picture.Columns} (rows x columns); "
                            + "give pictures of one size.");
                }

                picture.Pixels.CopyTo(pixels.AsSpan(index * size, size));
            }
            catch (InvalidSettingException error)
            {
                // Those before it are read on, so that the first is told whatever the number of cores.
                errors[index] = error;
                state.Break();
            }
        });
        return errors.FirstOrDefault(error => error is not null) is { } told
            ? throw told
            : new ImageSet(first.Rows, first.Columns, pixels, [.. files.Select(file => file.Label)]);
    }
}
