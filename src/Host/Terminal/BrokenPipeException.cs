namespace FhnHw.Host.Terminal;

/// <summary>Whoever read standard output has closed it, as <c>head</c> does.</summary>
internal sealed class BrokenPipeException : IOException
{
    /// <summary>Makes the error without a text.</summary>
    public BrokenPipeException()
    {
    }

    /// <summary>Makes the error.</summary>
    public BrokenPipeException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public BrokenPipeException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
