using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Takes memory for images, or says that there is not enough.</summary>
internal static class Memory
{
    /// <summary>An array that is not cleared.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="place">What they are read from, for the error.</param>
    /// <exception cref="InvalidSettingException">An array cannot be as large, or this machine has not as much memory.</exception>
    public static byte[] Take(double size, string place)
    {
        if (size > Array.MaxLength)
        {
            throw Refusal(size, place, "more than the 2.1 GB that one set can have", null);
        }

        if (size > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
        {
            throw Refusal(size, place, "more memory than this program may use", null);
        }

        try
        {
            return GC.AllocateUninitializedArray<byte>((int)size);
        }
        catch (OutOfMemoryException error)
        {
            throw Refusal(size, place, "more memory than this program may use", error);
        }
    }

    private static InvalidSettingException Refusal(double size, string place, string why, Exception? cause)
    {
        var message = FormattableString.Invariant(
            $"The images of {place} take {size / 1e9:0.##} GB, {why}; give a set of fewer or smaller images, or more memory.");
        return cause is null ? new InvalidSettingException(message) : new InvalidSettingException(message, cause);
    }
}
