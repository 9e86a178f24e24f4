using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Arrays;

/// <summary>A device that was named is not there. The message is one sentence for the user: what is missing and what to do.</summary>
public class DeviceMissingException : Exception, IRemediable
{
    /// <summary>Makes the error without a text.</summary>
    public DeviceMissingException()
    {
    }

    /// <summary>Makes the error.</summary>
    public DeviceMissingException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause, where there is one.</summary>
    public DeviceMissingException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}

/// <summary>A device that was there no longer answers, or answers with an error. The message is one sentence for the user.</summary>
public class DeviceLostException : Exception, IRemediable
{
    /// <summary>Makes the error without a text.</summary>
    public DeviceLostException()
    {
    }

    /// <summary>Makes the error.</summary>
    public DeviceLostException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause, where there is one.</summary>
    public DeviceLostException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}

/// <summary>
/// A device answered with numbers that are wrong. It is not lost, but nothing that it gave can be relied on. The message is one sentence for the user.
/// </summary>
public sealed class WrongNumbersException : DeviceLostException
{
    /// <summary>Makes the error without a text.</summary>
    public WrongNumbersException()
    {
    }

    /// <summary>Makes the error.</summary>
    public WrongNumbersException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause, where there is one.</summary>
    public WrongNumbersException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
