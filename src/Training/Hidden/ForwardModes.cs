using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Hidden;

/// <summary>How the forward pass gets the cells' activations.</summary>
public enum ForwardMode
{
    /// <summary>From the response table where the device is deterministic, else by streaming.</summary>
    Auto,

    /// <summary>By look-up in the array's response to every current.</summary>
    Table,

    /// <summary>By running the array on every image.</summary>
    Stream,
}

/// <summary>Forward modes by name.</summary>
public static class ForwardModes
{
    /// <summary>What a mode means for an array: response table or stream. Automatic is a response table where the array is deterministic.</summary>
    public static ForwardMode Resolve(ForwardMode mode, ArrayDescription array) =>
        mode != ForwardMode.Auto ? mode : array.Deterministic ? ForwardMode.Table : ForwardMode.Stream;

    /// <summary>The mode of a name; automatic for none.</summary>
    /// <exception cref="InvalidSettingException">There is none of that name.</exception>
    public static ForwardMode Parse(string? name) => name switch
    {
        null => ForwardMode.Auto,
        "table" => ForwardMode.Table,
        "stream" => ForwardMode.Stream,
        _ => throw new InvalidSettingException($"There is no forward mode '{name}'; give table or stream.") { Remedies = [Remedy.AsSaid("Forward")] },
    };
}
