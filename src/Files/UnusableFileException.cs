namespace FhnHw.Files;

/// <summary>
/// A file cannot be read or written, or does not hold what it should. The message is one sentence for the user: which file, what is wrong,
/// what to do.
/// </summary>
public sealed class UnusableFileException : Exception
{
    /// <summary>Makes the error without a text.</summary>
    public UnusableFileException()
    {
    }

    /// <summary>Makes the error.</summary>
    public UnusableFileException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public UnusableFileException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
