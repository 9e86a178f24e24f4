using System.Globalization;

namespace FhnHw.Kernels.OpenCl;

/// <summary>The form that was chosen for a device, and why.</summary>
/// <param name="Form">The form.</param>
/// <param name="NeuronStepsPerSecond">Its speed, as measured.</param>
/// <param name="Measured">The forms that were measured and their speeds, in words.</param>
/// <param name="Refused">Forms that were refused and why, in words; empty where none was.</param>
internal sealed record OpenClChoice(OpenClForm Form, double NeuronStepsPerSecond, string Measured, string Refused)
{
    private const char Between = '\t';

    /// <summary>In words, such as "measured: 4 vectors 44.9, 6 vectors 33.5 G neuron-steps/s".</summary>
    public string Reason => $"measured: {Measured} G neuron-steps/s" + (Refused.Length > 0 ? $"; refused: {Refused}" : "");

    /// <summary>A form and its speed in words, as <see cref="Measured"/> lists them.</summary>
    public static string Speed(OpenClForm form, double neuronStepsPerSecond) =>
        string.Create(CultureInfo.InvariantCulture, $"{form.Words} {neuronStepsPerSecond / 1e9:0.0}");

    /// <summary>One line, as <see cref="Read"/> takes it.</summary>
    public string Write() => string.Join(
        Between, Form.Key, NeuronStepsPerSecond.ToString("0", CultureInfo.InvariantCulture),
        Measured, Refused.ReplaceLineEndings(" ").Replace(Between, ' '));

    /// <summary>Reads a line; null where it is none, or names a form that is no candidate.</summary>
    public static OpenClChoice? Read(string? line, IEnumerable<OpenClForm> candidates) =>
        line?.Split(Between) is [var key, var speed, var measured, var refused]
        && candidates.FirstOrDefault(form => form.Key == key) is { } form
        && double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var neuronSteps)
            ? new OpenClChoice(form, neuronSteps, measured, refused)
            : null;
}
