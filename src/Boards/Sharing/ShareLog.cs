using System.Text;
using FhnHw.Files;

namespace FhnHw.Boards.Sharing;

/// <summary>The log of a shared board: a line of JSON for each turn that is over.</summary>
public sealed class ShareLog
{
    private readonly string _path;

    /// <summary>Takes a file, to whose end lines go.</summary>
    /// <exception cref="UnusableFileException">It cannot be written.</exception>
    public ShareLog(string path)
    {
        _path = path;
        try
        {
            var isNew = !File.Exists(path);
            Write("");
            if (isNew)
            {
                File.Delete(path); // the first turn makes it; a server that is refused leaves none
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Refusal(path, error);
        }
    }

    /// <summary>Appends a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="problem">Told where it cannot be written; the board is shared all the same.</param>
    public void Append(TurnRecord turn, Action<string> problem)
    {
        try
        {
            Write(StatusText.Line(turn) + "\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem(AtomicFile.Refusal(_path, error).Message);
        }
    }

    // In one write, so that a line is whole.
    private void Write(string text)
    {
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
