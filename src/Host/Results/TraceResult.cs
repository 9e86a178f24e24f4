using System.Text.Json.Serialization;
using FhnHw.Files;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Results;

/// <summary>x of one cell over the window, as <c>trace --json</c> writes it.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Arithmetic">Its arithmetic.</param>
/// <param name="Current">The current I of the equations.</param>
/// <param name="Dt">Time units of a step.</param>
/// <param name="Stride">Steps from one sample to the next.</param>
/// <param name="TransientSteps">Steps before the first sample.</param>
/// <param name="Steps">Steps in the window.</param>
/// <param name="MeanX">The mean of x over every step of the window, not over the samples alone.</param>
/// <param name="Saturated">True where x saturated at least once.</param>
/// <param name="Cell">Which cell, where cells have per-cell parameters; 0 elsewhere.</param>
/// <param name="Waveform">Least, largest, period and duty of the samples.</param>
/// <param name="T">The time of each sample, time units from the start of the run: the transient counts.</param>
/// <param name="X">x at each sample.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record TraceResult(
    string Device, string Arithmetic, double Current, double Dt, int Stride, int TransientSteps, int Steps,
    double MeanX, bool Saturated, int Cell, Waveform Waveform, double[] T, double[] X, Provenance Provenance)
{
    /// <summary>The same as arrays: t and x by sample, current, dt and meanX as single numbers.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, NpyArray> Arrays => new Dictionary<string, NpyArray>
    {
        ["t"] = NpyArray.Of(T),
        ["x"] = NpyArray.Of(X),
        ["current"] = NpyArray.Scalar(Current),
        ["dt"] = NpyArray.Scalar(Dt),
        ["meanX"] = NpyArray.Scalar(MeanX),
    };

    /// <summary>Runs one cell.</summary>
    /// <param name="array">An array whose codes hold one current.</param>
    /// <param name="cell">Which cell, where cells have per-cell parameters.</param>
    /// <param name="session">The call of the program.</param>
    public static TraceResult Of(ICellArray array, int cell, Session session)
    {
        var response = array.Run(new(new ushort[array.Settings.Cells], Features.Trace | Features.Mean));
        var (format, window) = (array.Settings.Format, array.Settings.Window);
        var x = Enumerable.Range(0, window.Samples).Select(sample => response.Trace![sample, cell]).ToArray();
        var t = Enumerable.Range(0, window.Samples)
            .Select(sample => (window.TransientSteps + ((double)sample * window.Stride)) * format.Dt).ToArray();
        var description = array.Describe();
        return new TraceResult(
            description.Name, description.Arithmetic, array.Settings.Codes.Currents[0], format.Dt, window.Stride, window.TransientSteps, window.Steps,
            response.MeanX![cell], response.SaturatedRuns > 0, cell, Waveform.Of(x, format.Dt * window.Stride), t, x,
            session.Provenance([description]));
    }
}
