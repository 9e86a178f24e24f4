using System.Globalization;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Labels are bytes: classes 0 to 255.</summary>
internal static class Label
{
    /// <summary>A number as a label.</summary>
    /// <param name="number">The number.</param>
    /// <param name="place">Where it stands, for the error.</param>
    /// <exception cref="InvalidSettingException">It is no whole number from 0 to 255.</exception>
    public static byte Of(double number, string place) => number >= 0 && number <= byte.MaxValue && Math.Floor(number) == number
        ? (byte)number
        : throw new InvalidSettingException(string.Create(
            CultureInfo.InvariantCulture, $"{place} has a label {number}; give labels that are whole numbers from 0 to 255."));
}
