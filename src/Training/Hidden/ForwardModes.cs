using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Hidden;

/// <summary>How the forward pass gets the cells' activations.</summary>
public enum ForwardMode
{
    /// <summary>From the atlas where the device is deterministic, else by streaming.</summary>
    Auto,

    /// <summary>By look-up in the array's response to every current.</summary>
    Atlas,

    /// <summary>By running the array on every image.</summary>
    Stream,
}

/// <summary>Forward modes by name.</summary>
public static class ForwardModes
{
    /// <summary>What a mode means for an array: atlas or stream. Automatic is an atlas where the array is deterministic.</summary>
    public static ForwardMode Resolve(ForwardMode mode, ArrayDescription array) =>
        mode != ForwardMode.Auto ? mode : array.Deterministic ? ForwardMode.Atlas : ForwardMode.Stream;

    /// <summary>The mode of a name; automatic for none.</summary>
    /// <exception cref="InvalidSettingException">There is none of that name.</exception>
    public static ForwardMode Parse(string? name) => name switch
    {
        null => ForwardMode.Auto,
        "atlas" => ForwardMode.Atlas,
        "stream" => ForwardMode.Stream,
        _ => throw new InvalidSettingException($"There is no forward mode '{name}'; give atlas or stream.") { Remedies = [Remedy.AsSaid("Forward")] },
    };
}
