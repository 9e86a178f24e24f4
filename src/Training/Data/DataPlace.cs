using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>
/// Where a user says that a set lies: a folder or file, and after a colon the name of one of several sets in it, such as <c>EMNIST:letters</c>.
/// </summary>
/// <param name="Path">The folder or file.</param>
/// <param name="Choice">Which of its sets; null for the only one.</param>
public sealed record DataPlace(string Path, string? Choice)
{
    /// <summary>Splits a text at its last colon, unless a folder or file of the whole name exists.</summary>
    public static DataPlace Of(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && colon < text.Length - 1 && !System.IO.Path.Exists(text) && System.IO.Path.Exists(text[..colon])
            ? new DataPlace(text[..colon], text[(colon + 1)..])
            : new DataPlace(text, null);
    }

    /// <summary>The same with the path in full, where it exists.</summary>
    public DataPlace Full() => System.IO.Path.Exists(Path) ? this with { Path = System.IO.Path.GetFullPath(Path) } : this;

    /// <inheritdoc/>
    public override string ToString() => Choice is null ? Path : $"{Path}:{Choice}";

    /// <summary>Finds and reads the set.</summary>
    /// <param name="text">What the user says.</param>
    /// <param name="pictures">Reads pictures; null where nothing does.</param>
    /// <exception cref="InvalidSettingException">There is no such place, no set or more than one, or the set is damaged or takes too much memory.</exception>
    public static DataSet Read(string text, PictureReader? pictures = null)
    {
        try
        {
            return SetFinder.Find(Of(text).Full(), pictures).Read();
        }
        catch (UnusableFileException error)
        {
            throw new InvalidSettingException(error.Message, error);
        }
        catch (OutOfMemoryException error)
        {
            throw new InvalidSettingException(
                $"The images of {text} take more memory than this program may use; give a set of fewer or smaller images, or more memory.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{text} cannot be read ({error.Message.TrimEnd('.')}); check its permissions.", error);
        }
    }
}
