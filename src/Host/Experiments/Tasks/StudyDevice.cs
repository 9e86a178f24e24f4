using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>
/// A device as a study sees it. Fixed-point cells, and imperfect ones that are computed, have the same bits on every device, so neither keys nor reports
/// say which it was; who computed a result stands beside it in its file.
/// </summary>
internal static class StudyDevice
{
    /// <summary>True where the array's bits are those of the normative step.</summary>
    public static bool IsNormative(ICellArray array) => IsNormative(array.Describe(), array.Settings);

    /// <summary>What tells the device from others in a key; null where its bits are those of every device.</summary>
    public static string? Identity(ICellArray array) => IsNormative(array) ? null : Shown(array).ToString();

    /// <summary>The array as a report tells it: by its arithmetic where that decides all bits, else by all that it says of itself.</summary>
    /// <remarks>Floating point in this program rounds by the standard, and so does not depend on the processor either.</remarks>
    public static ArrayDescription Shown(ICellArray array)
    {
        var description = array.Describe();
        return IsNormative(description, array.Settings)
            ? description with
            {
                Name = "any fixed-point array",
                Device = "every device computes these bits",
                Kernel = "the normative step",
                Simulated = false,
            }
            : IsHere(description) ? description with { Device = "computed by this program", Kernel = "lanes of any number" } : description;
    }

    private static bool IsHere(ArrayDescription description) => description.Device.StartsWith($"{Processor.Name}, ", StringComparison.Ordinal);

    private static bool IsNormative(ArrayDescription description, ArraySettings settings) =>
        description.Deterministic && description.ConstantsHash == settings.Constants.Hash;
}
