namespace FhnHw.Boards.Lines;

/// <summary>Bytes to and from a board. One thread reads, another writes.</summary>
public interface ILink : IDisposable
{
    /// <summary>Waits for bytes.</summary>
    /// <param name="buffer">Gets them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many came, 1 or more.</returns>
    /// <exception cref="LinkGoneException">The other end is gone.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    int Read(byte[] buffer, CancellationToken cancellation);

    /// <summary>Sends bytes.</summary>
    /// <exception cref="LinkGoneException">The other end is gone, or took nothing for a second.</exception>
    void Write(ReadOnlySpan<byte> bytes);
}

/// <summary>The connection to a board broke, or the board fell silent. The message is a clause: what happened.</summary>
public sealed class LinkGoneException : Exception
{
    /// <summary>Makes the error.</summary>
    public LinkGoneException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public LinkGoneException(string message, Exception cause) : base(message, cause)
    {
    }
}

/// <summary>A reply does not fit its request: a new session is needed. The message is a clause: what happened.</summary>
internal sealed class SessionBrokenException(string message) : Exception(message);
