using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Arrays;

/// <summary>What an array is asked to run: one call's currents and what to give back for them.</summary>
public readonly ref struct RunRequest
{
    /// <summary>The features that are taken from samples, for which a trace is needed.</summary>
    public const Features Sampled = Features.Trace | Features.Signs | Features.Activation | Features.Votes;

    // Every array keeps the samples of at least one block of cells side by side; no block is wider than this.
    private const int WidestBlock = 512;

    /// <summary>Asks for runs.</summary>
    /// <param name="codes">One current code a run, below Settings.Codes.Count. With votes: image by image, readout.Cells runs each.</param>
    /// <param name="features">What to give back.</param>
    /// <param name="readout">
    /// The output layer; needed for <see cref="Features.Activation"/> and <see cref="Features.Votes"/>, with per-cell parameters of N
    /// cells.
    /// </param>
    /// <param name="firstTrial">The trial of the first N runs, which decides noise and drift; ideal cells respond equally in every trial.</param>
    public RunRequest(ReadOnlySpan<ushort> codes, Features features, Readout? readout = null, uint firstTrial = 0)
    {
        Codes = codes;
        Features = features;
        Readout = readout;
        FirstTrial = firstTrial;
    }

    /// <summary>One current code a run.</summary>
    public ReadOnlySpan<ushort> Codes { get; }

    /// <summary>What to give back.</summary>
    public Features Features { get; }

    /// <summary>The output layer, or null.</summary>
    public Readout? Readout { get; }

    /// <summary>The trial of the first N runs.</summary>
    public uint FirstTrial { get; }

    /// <summary>Throws where the parts of the request do not fit together, or not to the array.</summary>
    /// <param name="settings">The settings of the array.</param>
    /// <param name="signatures">True where the array computes signatures.</param>
    /// <exception cref="ArgumentException">They do not fit together.</exception>
    /// <exception cref="InvalidSettingException">
    /// The samples are more than one array in memory can hold, or signatures are asked of an array that has none.
    /// </exception>
    public void Check(ArraySettings settings, bool signatures = false)
    {
        CheckSize(settings.Window.Samples, Codes.Length, Features, Readout);
        foreach (var code in Codes)
        {
            if (code >= settings.Codes.Count)
            {
                throw new ArgumentException($"Current code {code} is not below {settings.Codes.Count}, the number of codes.");
            }
        }

        if ((Features & (Features.Activation | Features.Votes)) != 0 && Readout is null)
        {
            throw new ArgumentException("Activation and votes need a readout.");
        }

        if (Features.HasFlag(Features.Votes) && (Readout!.Cells == 0 || Codes.Length % Readout.Cells != 0))
        {
            throw new ArgumentException($"{Codes.Length} runs are no whole images of {Readout.Cells} cells.");
        }

        if (Features.HasFlag(Features.Signature) && !signatures)
        {
            throw new InvalidSettingException("The array computes no signatures; compare its traces.");
        }

        if (settings.HasPerCellParameters)
        {
            CheckCells(settings);
        }
    }

    /// <summary>True where samples of X are needed; with an ADC the mean is computed from them too.</summary>
    internal bool NeedsSamples(ArraySettings settings) => NeedsSamples(settings, Features);

    /// <summary>True where some features need samples of X.</summary>
    internal static bool NeedsSamples(ArraySettings settings, Features features) =>
        (features & Sampled) != 0 || (settings.Imperfections.HasAdc && features.HasFlag(Features.Mean));

    private void CheckCells(ArraySettings settings)
    {
        if (Features.HasFlag(Features.Votes) && Readout!.Cells != settings.Cells)
        {
            throw new InvalidSettingException(
                $"The network has {Readout.Cells} hidden cells and the array {settings.Cells} cells with per-cell parameters; "
                    + "give both the same number.");
        }

        if (settings.Imperfections.Stateful && Codes.Length % settings.Cells != 0)
        {
            throw new ArgumentException($"{Codes.Length} runs are no whole trials of {settings.Cells} stateful cells.");
        }
    }

    private static void CheckSize(long samples, int runs, Features features, Readout? readout)
    {
        var cells = (features & Sampled) == 0 ? 0 : WidestBlock;
        cells = features.HasFlag(Features.Trace) ? Math.Max(cells, runs) : cells;
        cells = features.HasFlag(Features.Votes) && readout is not null ? Math.Max(cells, readout.Cells) : cells;
        if (samples * cells > Array.MaxLength)
        {
            throw new InvalidSettingException($"{samples} samples a run are more than memory holds at once.")
            {
                Remedies = [Remedy.Smaller(nameof(Window.Steps)), Remedy.Larger(nameof(Window.Stride))],
            };
        }
    }
}
