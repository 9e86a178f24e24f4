using System.Globalization;

namespace FhnHw.Host.Results;

/// <summary>How busy the machine is; speeds measured on a busy one are too low.</summary>
/// <param name="Cores">Logical cores that this process may use.</param>
/// <param name="Load">Processes that wanted to run in the last minute, on average; null where the system does not tell.</param>
internal sealed record MachineLoad(int Cores, double? Load)
{
    private const string File = "/proc/loadavg";

    /// <summary>True where the cores were not idle.</summary>
    public bool IsBusy => Load > 0.5;

    /// <summary>Asks the system.</summary>
    public static MachineLoad Now() => new(Environment.ProcessorCount, ReadLoad());

    /// <summary>What to say of it beside speeds, half a sentence; empty where the cores were idle.</summary>
    public string Words() =>
        IsBusy ? string.Create(CultureInfo.InvariantCulture, $", load {Load:0.00} at the start: busy, so these speeds are too low") : "";

    private static double? ReadLoad()
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        var first = System.IO.File.ReadAllText(File).Split(' ')[0];
        return double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var load) ? load : null;
    }
}
