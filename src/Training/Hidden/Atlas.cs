using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Samples;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Hidden;

/// <summary>
/// The response of an array to every current it can be given. Cells are uncoupled and every run starts from one state, so on a
/// deterministic array a forward pass is a look-up here, equal to the bit to running the device. Where each cell is its own, there is a table a cell.
/// </summary>
/// <remarks>The answer of cell c to a level is that of run level · Cells + c.</remarks>
public sealed class Atlas
{
    /// <summary>The most samples that an atlas keeps, 512 MiB of them; above, votes run on the device.</summary>
    public const long MostSamples = 1L << 28;

    private Atlas(ICellArray array, Nonlinearity nonlinearity, Response response)
    {
        Cells = CellsOf(array.Settings);
        Nonlinearity = nonlinearity;
        Response = response;
        Description = array.Describe();
        Settings = array.Settings;
        Activations = Array.ConvertAll(
            nonlinearity == Nonlinearity.Linear ? response.MeanX! : response.MeanActivation!, value => (float)value);
    }

    /// <summary>Tables: the cells of an image where each is its own, 1 where all are alike.</summary>
    public int Cells { get; }

    /// <summary>g of the readout.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>The array that was asked.</summary>
    public ArrayDescription Description { get; }

    /// <summary>What it was made for.</summary>
    public ArraySettings Settings { get; }

    /// <summary>Traces and means of every level.</summary>
    public Response Response { get; }

    /// <summary>The hidden layer's answers, one a run: the time-mean of g(x).</summary>
    public float[] Activations { get; }

    /// <summary>Runs every level, twice, and compares.</summary>
    /// <exception cref="AtlasMismatchException">The array declares that it is not deterministic, or the two runs differ.</exception>
    public static Atlas Measure(ICellArray array, Nonlinearity nonlinearity)
    {
        if (!array.Describe().Deterministic)
        {
            throw new AtlasMismatchException(array.Settings.PerCell?.Unsteadiness is { } reason
                ? $"No atlas holds for '{array.Describe().Name}', since {reason}."
                : $"'{array.Describe().Name}' is not deterministic, so no atlas holds for it.") { Remedies = [Remedy.Do(RemedyAction.Stream)] };
        }

        var codes = AllRuns(array.Settings);
        var traces = (long)codes.Length * array.Settings.Window.Samples <= MostSamples ? Features.Trace : Features.None;
        var atlas = new Atlas(array, nonlinearity, array.Run(new(
            codes, traces | Features.Mean | Features.Activation, new Readout(nonlinearity, [], [0]))));
        return atlas.FirstDifference(array, codes) is null ? atlas : throw new AtlasMismatchException(
            $"'{array.Describe().Name}' answered equal currents differently, so no atlas holds for it.")
            {
                Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(array.Describe().Name), Remedy.Do(RemedyAction.Stream)],
            };
    }

    /// <summary>The level of every run of an atlas, in order.</summary>
    public static ushort[] AllRuns(ArraySettings settings)
    {
        var cells = CellsOf(settings);
        return [.. Enumerable.Range(0, settings.Codes.Count * cells).Select(run => (ushort)(run / cells))];
    }

    /// <summary>The run that answers for a cell at a level.</summary>
    /// <param name="code">The level.</param>
    /// <param name="place">The cell's place in a batch of whole images.</param>
    public int RunOf(int code, int place) => (code * Cells) + (place % Cells);

    /// <summary>Runs some levels again.</summary>
    /// <remarks>
    /// An array at the end of a link is asked for the means alone: each is the exact sum of X over every step, and the trace that other answers are made of
    /// would cost hundreds of times the bytes; and, where all cells are alike, each level once.
    /// </remarks>
    /// <param name="array">The array that was asked.</param>
    /// <param name="codes">Level indices, of whole images where each cell is its own.</param>
    /// <returns>The first level that it answers differently, or null.</returns>
    public int? FirstDifference(ICellArray array, ReadOnlySpan<ushort> codes)
    {
        var far = array.Describe().Capabilities is { Remote: true } can && can.Computes(Features.Mean) && !can.Computes(Features.Activation);
        if (far && !array.Settings.HasPerCellParameters)
        {
            codes = codes.ToArray().Distinct().ToArray();
        }

        var fresh = array.Run(new(codes, far ? Features.Mean : Features.Mean | Features.Activation, new Readout(Nonlinearity, [], [0])));
        for (var run = 0; run < codes.Length; run++)
        {
            var known = RunOf(codes[run], run);
            if (fresh.MeanX![run] != Response.MeanX![known]
                || (fresh.MeanActivation is { } activations && activations[run] != Response.MeanActivation![known]))
            {
                return codes[run];
            }
        }

        return null;
    }

    private static int CellsOf(ArraySettings settings) => settings.HasPerCellParameters ? settings.Cells : 1;

    /// <summary>g(X) of every run, run by run, for votes in integers; null on a floating-point array.</summary>
    public short[]? ActivationWords(FixedReadout readout)
    {
        if (Response.Trace is not { Words: { } samples } trace)
        {
            return null;
        }

        var words = new short[samples.Length];
        ActivationRows.Fill(words, samples, trace.Runs, trace.Runs, trace.Samples, readout);
        return words;
    }
}

/// <summary>The atlas does not hold for a device. The message is one sentence for the user.</summary>
public sealed class AtlasMismatchException(string message) : Exception(message), IRemediable
{
    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
