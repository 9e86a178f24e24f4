using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Results;

/// <summary>Says, before long work, that cells have no response table, what makes it so, and what it costs.</summary>
internal static class NoResponseTableText
{
    // A try takes no more images than that.
    private const int Few = 5000;

    /// <summary>One line where every image runs on the device since equal currents do not give equal bits.</summary>
    /// <param name="array">The array.</param>
    /// <param name="mode">How its cells are asked.</param>
    /// <param name="images">Images of an epoch.</param>
    /// <param name="screen">Gets the line.</param>
    public static void Write(ICellArray array, ForwardMode mode, int images, Screen screen)
    {
        if (array.Settings.PerCell?.Unsteadiness is { } reason && ForwardModes.Resolve(mode, array.Describe()) == ForwardMode.Stream)
        {
            var hint = images > Few ? $"; for a try, --train-images {Few}" : "";
            screen.Text.WriteLine($"table   none, since {reason}: every image runs on the device, some 100 times slower{hint}");
        }
    }
}
