namespace FhnHw.Boards.Fpga;

/// <summary>The outcome of a tool's run.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">All that it printed, standard error after standard output.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ToolRun(int Code, string Output, TimeSpan Elapsed)
{
    /// <summary>True where it failed and says that there is no room left on the disk.</summary>
    public bool FilledDisk => Code != 0 && (Output.Contains("No space left on device", StringComparison.OrdinalIgnoreCase)
        || Output.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase));

    /// <summary>The line most likely to say what went wrong: the first that mentions an error, else the last one.</summary>
    public string Complaint
    {
        get
        {
            var lines = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
                ?? lines.LastOrDefault() ?? "it says nothing";
        }
    }
}
