using System.Text.Json;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Live.Server;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Live;

/// <summary>Cells without a network: each gets the current that a slider says.</summary>
internal sealed class LiveCurrents(ICellArray array) : ILiveContent
{
    /// <summary>Cells that are shown.</summary>
    public const int Cells = 100;

    /// <summary>The largest current of a slider, and its opposite the least: well beyond 1, from which on cells rest.</summary>
    public const double Most = 1.6;

    // From the initial state on: there is no network whose window begins later.
    private const double Record = 60;

    private readonly TrialCount _trials = new(array.Settings);

    /// <summary>The settings of such an array.</summary>
    /// <param name="imperfections">Of its cells.</param>
    public static ArraySettings Settings(Imperfections imperfections)
    {
        var format = ArraySettings.Usual.Format;
        return ArraySettings.Usual with
        {
            Codes = CurrentCodes.OfBits(CurrentCodes.UsualBits, -Most),
            Window = Window.OfTime(format, 0, Record),
            Imperfections = imperfections,
            Cells = imperfections.HasIdealCells ? 1 : Cells,
        };
    }

    /// <summary>The currents that a page begins with: evenly from rest through spikes to rest.</summary>
    public static double[] Start { get; } = [.. Enumerable.Range(0, Cells).Select(cell => Math.Round(-Most + (2 * Most * cell / (Cells - 1)), 3))];

    /// <inheritdoc/>
    public LiveTopics Topics { get; } = new();

    /// <inheritdoc/>
    public byte[] Images(IReadOnlyList<int> numbers) => LiveBytes.Pack(json => json.WriteNumbers("numbers", ReadOnlySpan<int>.Empty));

    /// <inheritdoc/>
    public byte[] Weights() => LiveBytes.Pack(json => json.WriteNumber("cells", 0));

    /// <inheritdoc/>
    public byte[] Answer(JsonElement ask)
    {
        if (ask.ValueKind != JsonValueKind.Object || !ask.TryGetProperty("currents", out var list) || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() != Cells || list.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.Number))
        {
            throw new InvalidSettingException($"Ask with {Cells} currents.");
        }

        var settings = array.Settings;
        ushort[] codes = [.. list.EnumerateArray().Select(one => CodeOf(settings.Codes, one.GetDouble()))];
        var response = array.Run(new(codes, Features.Trace, null, _trials.Take(codes.Length)));
        return new CellAnswer(settings, response.Trace!, cell => cell, Array.ConvertAll(codes, code => settings.Codes.Currents[code]))
        {
            From = array.Describe().Name,
        }.Pack();
    }

    /// <inheritdoc/>
    public string Explain(Exception error) => Failure.Of(error).Sentence ?? "Nobody reads this.";

    private static ushort CodeOf(CurrentCodes codes, double current) =>
        (ushort)(Math.Round(Math.Clamp(current / codes.Gamma, -1, 1) * codes.MaxCode) + codes.MaxCode);
}
