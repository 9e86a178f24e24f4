using System.Globalization;

namespace FhnHw.Kernels.Numbers;

/// <summary>A setting is outside what the arrays accept. The message is one sentence for the user: what is wrong and what to do.</summary>
public sealed class InvalidSettingException : Exception
{
    /// <summary>Makes the error without a text.</summary>
    public InvalidSettingException()
    {
    }

    /// <summary>Makes the error.</summary>
    public InvalidSettingException(string message) : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public InvalidSettingException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Throws when a number is not in [least, most]; NaN is never in.</summary>
    public static void ThrowIfOutside(string name, double value, double least, double most, string unit = "")
    {
        if (!(value >= least && value <= most))
        {
            throw new InvalidSettingException(string.Create(CultureInfo.InvariantCulture,
                $"The {name} is {value}{(unit.Length > 0 ? " " + unit : "")}; give one from {least} to {most}."));
        }
    }
}
