namespace FhnHw.Boards.Fpga;

/// <summary>The outcome of a tool's run.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">All that it printed, standard error after standard output.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ToolRun(int Code, string Output, TimeSpan Elapsed)
{
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
