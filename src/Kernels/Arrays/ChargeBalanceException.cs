using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Arrays;

/// <summary>A trace and the Y that came with it break charge balance: sum(X) · 2^e = Y_end - Y_start - N · S.</summary>
public sealed class ChargeBalanceException : Exception, IRemediable
{
    /// <summary>Makes the error without a text.</summary>
    public ChargeBalanceException()
    {
    }

    /// <summary>Makes the error; the message is one sentence for the user.</summary>
    public ChargeBalanceException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public ChargeBalanceException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
