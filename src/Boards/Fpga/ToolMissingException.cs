using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Fpga;

/// <summary>A program that makes, simulates or flashes a board is not on this machine. The message says how to install it.</summary>
public sealed class ToolMissingException : DeviceMissingException
{
    /// <summary>Makes the error without a text.</summary>
    public ToolMissingException()
    {
    }

    /// <summary>Makes the error.</summary>
    public ToolMissingException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public ToolMissingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
