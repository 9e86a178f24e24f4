using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>A file that is read, unpacked where it is packed with gzip, and what its errors mean.</summary>
internal sealed class PackedFile : IDisposable
{
    private readonly FileStream _file;

    private PackedFile(FileStream file)
    {
        _file = file;
        IsPacked = GzipMemberStream.IsGzip(file);
        Content = IsPacked ? new GzipMemberStream(file) : file;
    }

    /// <summary>True for gzip.</summary>
    public bool IsPacked { get; }

    /// <summary>Bytes on the disk.</summary>
    public long Length => _file.Length;

    /// <summary>The unpacked bytes.</summary>
    public Stream Content { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidSettingException">It is missing or cannot be read.</exception>
    public static PackedFile Open(string path) => Reading(path, () => new PackedFile(InputFile.OpenRead(path)));

    /// <summary>Does what reads a file.</summary>
    /// <exception cref="InvalidSettingException">It is missing, damaged, or cannot be read.</exception>
    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidSettingException($"There is no file {path}; check the path.", error);
        }
        catch (UnusableFileException error)
        {
            throw new InvalidSettingException(error.Message, error);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidSettingException($"{path} is a damaged gzip file; fetch or copy it again.", error);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidSettingException($"{path} ends too early; fetch or copy it again.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{path} cannot be read ({error.Message.TrimEnd('.')}); check its permissions.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }
}
