namespace FhnHw.Host.Experiments.Benchmark;

/// <summary>The speed of one array at one kind of work.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Kernel">Which form of the step it runs.</param>
/// <param name="Feature">
/// What it gives back: <c>mean</c>, <c>trace/16</c>, <c>trace/1</c>, <c>votes</c>, or <c>table</c> for all codes on a new array,
/// <c>table/kept</c> in memory that it had before.
/// </param>
/// <param name="NeuronStepsPerSecond">Cells times steps in a second, in the median call; transient steps count.</param>
/// <param name="Runs">Cells run in a call.</param>
/// <param name="Steps">Steps of each.</param>
/// <param name="Repeats">Calls timed, after one that was not.</param>
/// <param name="MedianSeconds">Time of the median call.</param>
/// <param name="FastestSeconds">Time of the fastest call.</param>
/// <param name="SlowestSeconds">Time of the slowest call.</param>
public sealed record BenchRow(
    string Device, string Kernel, string Feature, double NeuronStepsPerSecond,
    int Runs, int Steps, int Repeats, double MedianSeconds, double FastestSeconds, double SlowestSeconds)
{
    /// <summary>The cells, in words; <c>ideal</c> for the model's.</summary>
    public string Cells { get; init; } = "ideal";

    /// <summary>Makes a row from the times of its calls.</summary>
    /// <param name="device">The device's name.</param>
    /// <param name="kernel">Which form of the step it runs.</param>
    /// <param name="feature">What it gives back.</param>
    /// <param name="runs">Cells run in a call.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="seconds">One time a call, at least one.</param>
    public static BenchRow Of(string device, string kernel, string feature, int runs, int steps, IReadOnlyCollection<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        return new BenchRow(device, kernel, feature, (double)runs * steps / median, runs, steps, sorted.Length, median, sorted[0], sorted[^1]);
    }
}
