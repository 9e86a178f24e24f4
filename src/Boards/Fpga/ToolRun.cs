namespace FhnHw.Boards.Fpga;

/// <summary>A tool's run that has ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">All that it printed, standard error behind standard output.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ToolRun(int Code, string Output, TimeSpan Elapsed)
{
    /// <summary>The line that tells best what went wrong: the first that speaks of an error, else the last one.</summary>
    public string Complaint
    {
        get
        {
            var lines = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.LastOrDefault() ?? "it says nothing";
        }
    }
}
