using System.Globalization;

namespace FhnHw.Kernels.OpenCl;

/// <summary>The form that was chosen for a device, and why.</summary>
/// <param name="Form">The form.</param>
/// <param name="NeuronStepsPerSecond">Its speed, as measured.</param>
/// <param name="Candidates">How many forms were measured.</param>
/// <param name="Refused">Forms that were refused and why, in words; empty where none was.</param>
internal sealed record OpenClChoice(OpenClForm Form, double NeuronStepsPerSecond, int Candidates, string Refused)
{
    private const char Between = '\t';

    /// <summary>In words, such as "fastest of 3 forms, 44.9 G neuron-steps/s".</summary>
    public string Reason => string.Create(CultureInfo.InvariantCulture,
        $"{(Candidates > 1 ? $"fastest of {Candidates} forms" : "only form")}, {NeuronStepsPerSecond / 1e9:0.0} G neuron-steps/s")
        + (Refused.Length > 0 ? $"; refused: {Refused}" : "");

    /// <summary>One line, as <see cref="Read"/> takes it.</summary>
    public string Write() => string.Join(
        Between, Form.Key, NeuronStepsPerSecond.ToString("0", CultureInfo.InvariantCulture),
        Candidates.ToString(CultureInfo.InvariantCulture), Refused.ReplaceLineEndings(" ").Replace(Between, ' '));

    /// <summary>Reads a line; null where it is none, or names a form that is no candidate.</summary>
    public static OpenClChoice? Read(string? line, IEnumerable<OpenClForm> candidates) =>
        line?.Split(Between) is [var key, var speed, var count, var refused]
        && candidates.FirstOrDefault(form => form.Key == key) is { } form
        && double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var neuronSteps)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var measured)
            ? new OpenClChoice(form, neuronSteps, measured, refused)
            : null;
}
