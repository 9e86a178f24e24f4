using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Groups;

/// <summary>Refuses devices that do not give the same numbers, to the bit, whichever of them runs a cell.</summary>
public static class GroupFit
{
    /// <summary>Checks the devices of a group.</summary>
    /// <param name="arrays">The devices, in the order in which they were named.</param>
    /// <exception cref="InvalidSettingException">They do not go together; the sentence names the one at fault.</exception>
    public static void Check(IReadOnlyList<ICellArray> arrays)
    {
        var first = arrays[0].Describe();
        foreach (var array in arrays)
        {
            Check(first, array.Describe(), array.Settings.Adc is not null);
            if (array.Settings != arrays[0].Settings)
            {
                throw OtherCells(array.Describe().Name, first.Name);
            }
        }

        if (arrays.Count > 1 && arrays[0].Settings.Imperfections.Stateful)
        {
            throw new InvalidSettingException(
                $"Stateful cells begin each image where the one before it ended, so their images cannot be split among devices; take {first.Name} alone.")
            {
                Remedies = [Remedy.Do(RemedyAction.IdealCells)],
            };
        }
    }

    /// <summary>The error of two devices whose cells are not the same.</summary>
    public static InvalidSettingException OtherCells(string name, string first) => new(
        $"The cells of {name} are not those of {first}, so a network's runs cannot be split between them; name devices whose cells are the same.");

    private static void Check(ArrayDescription first, ArrayDescription other, bool hasAdc)
    {
        if (first.Capabilities.FixedPoint != other.Capabilities.FixedPoint || first.Arithmetic != other.Arithmetic)
        {
            throw new InvalidSettingException(
                $"{other.Name} computes in other numbers ({other.Arithmetic}) than {first.Name} ({first.Arithmetic}), so they give different bits and "
                + "cannot share a run; name devices of one arithmetic.");
        }

        if (other.Capabilities.FixedPoint && other.ConstantsHash == "none")
        {
            throw new InvalidSettingException(
                $"{other.Name} does not compute the normative step, so its cells are its own and no other device has them; take it alone.");
        }

        if (first.ConstantsHash != other.ConstantsHash || first.Cells != other.Cells || (!other.Capabilities.FixedPoint && first.Name != other.Name))
        {
            throw OtherCells(other.Name, first.Name);
        }

        // The mean of a board without Y at the window's ends is that of the samples, another number; with an ADC it is that of the samples everywhere.
        if (!hasAdc && first.Capabilities.Computes(Features.Mean) != other.Capabilities.Computes(Features.Mean))
        {
            var lacks = first.Capabilities.Computes(Features.Mean) ? other : first;
            throw new InvalidSettingException(
                $"{lacks.Name} does not send Y at the window's ends, of which the others make the mean of x, so its means are not theirs; take it alone.");
        }
    }
}
