using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>A check of a board failed: a tool refused the sources, or timing was missed. The message is one sentence for the user.</summary>
public sealed class BoardCheckException : Exception, IRemediable
{
    /// <summary>Makes the error without a text.</summary>
    public BoardCheckException()
    {
    }

    /// <summary>Makes the error.</summary>
    public BoardCheckException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public BoardCheckException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
