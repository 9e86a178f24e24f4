using FhnHw.Host.Devices;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Results;

/// <summary>What a device is, in the first lines of a run; the constants' hash stands in its report and files.</summary>
internal static class ArrayText
{
    /// <summary>A line for the device, one for each device of a group, and one for the cells of each further hidden layer where they are others.</summary>
    public static void Write(OpenDevice device, Screen screen)
    {
        screen.Text.WriteLine($"device  {device.Array.Describe().Brief}");
        foreach (var part in device.Array.Describe().Parts ?? [])
        {
            screen.Text.WriteLine($"        {part.Brief}");
        }

        foreach (var (index, layer) in device.Descriptions.Index().Skip(1))
        {
            screen.Text.WriteLine($"        hidden layer {index + 1}: {layer.Cells}");
        }
    }
}
