namespace FhnHw.Host.Reports;

/// <summary>Where the wall time of a call went, seconds.</summary>
/// <param name="Cells">Preparing the cells: the response table, where there is one.</param>
/// <param name="Training">Epochs of training.</param>
/// <param name="Watching">Evaluation after each epoch, and keeping the run.</param>
/// <param name="Evaluation">Evaluation at the end.</param>
internal sealed record RunTimes(double Cells, double Training, double Watching, double Evaluation)
{
    /// <summary>The parts that took time, in their order.</summary>
    public IReadOnlyList<(string Name, double Seconds)> Parts()
    {
        (string, double Seconds)[] all =
        [
            ("preparing the cells", Cells), ("training", Training), ("evaluation between epochs", Watching), ("evaluation at the end", Evaluation),
        ];
        return [.. all.Where(part => part.Seconds > 0)];
    }
}
