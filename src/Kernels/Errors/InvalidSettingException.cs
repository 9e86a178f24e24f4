using System.Globalization;

namespace FhnHw.Kernels.Errors;

/// <summary>
/// A setting is outside what the arrays accept. The message is one sentence for the user: what is wrong, and what to do where no remedy says that.
/// </summary>
public sealed class InvalidSettingException : Exception, IRemediable
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

    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Throws when a number without a unit is not in [least, most]; NaN is never in.</summary>
    /// <param name="name">What it is, for people.</param>
    /// <param name="value">The number.</param>
    /// <param name="least">The least that is accepted.</param>
    /// <param name="most">The most that is accepted.</param>
    /// <param name="setting">The setting's name in the code; a constant, as for <see cref="Remedy"/>.</param>
    public static void ThrowIfOutside(string name, double value, double least, double most, string setting) =>
        Check(name, value, least, most, "", setting);

    /// <summary>Throws when a number is not in [least, most]; NaN is never in.</summary>
    /// <param name="name">What it is, for people.</param>
    /// <param name="value">The number.</param>
    /// <param name="least">The least that is accepted.</param>
    /// <param name="most">The most that is accepted.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="setting">The setting's name in the code; a constant, as for <see cref="Remedy"/>.</param>
    public static void ThrowIfOutside(string name, double value, double least, double most, string unit, string setting) =>
        Check(name, value, least, most, " " + unit, setting);

    private static void Check(string name, double value, double least, double most, string unit, string setting)
    {
        if (!(value >= least && value <= most))
        {
            // Where the type is the only bound, nobody need know it.
            throw new InvalidSettingException(most == int.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"The {name} is {value}{unit}; give {least}{unit} or more.")
                : string.Create(CultureInfo.InvariantCulture, $"The {name} is {value}{unit}; give one from {least} to {most}."))
            {
                Remedies = [Remedy.AsSaid(setting)],
            };
        }
    }
}
