using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>
/// The response of an array to every current code. Cells are uncoupled and every run starts from one state, so on a
/// deterministic array a forward pass is a look-up here, bit-exact with running the device. With per-cell parameters there is one table per cell.
/// </summary>
/// <remarks>The response of cell c to a code is that of run code · Cells + c.</remarks>
public sealed class Atlas
{
    /// <summary>The most samples that an atlas keeps, 512 MiB; with more, the device itself runs the votes.</summary>
    public const long MostSamples = 1L << 28;

    private const int Block = Kernels.Samples.ActivationBlocks.Samples;

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

    /// <summary>Number of tables: one per cell of an image with per-cell parameters, else 1.</summary>
    public int Cells { get; }

    /// <summary>g of the readout.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>The array that was measured.</summary>
    public ArrayDescription Description { get; }

    /// <summary>The settings of that array.</summary>
    public ArraySettings Settings { get; }

    /// <summary>Traces and means of every code.</summary>
    public Response Response { get; }

    /// <summary>The hidden layer's activations, one a run: the time-mean of g(x).</summary>
    public float[] Activations { get; }

    /// <summary>Runs every code twice and compares.</summary>
    /// <exception cref="AtlasMismatchException">The array says that it is not deterministic, or the two runs differ.</exception>
    public static Atlas Measure(ICellArray array, Nonlinearity nonlinearity)
    {
        if (!array.Describe().Deterministic)
        {
            throw new AtlasMismatchException(array.Settings.PerCell?.Unsteadiness is { } reason
                ? $"No atlas holds for '{array.Describe().Name}', since {reason}."
                : $"'{array.Describe().Name}' is not deterministic, so no atlas holds for it.")
            {
                Remedies = [Remedy.Do(RemedyAction.Stream)],
            };
        }

        var codes = AllRuns(array.Settings);
        var traces = (long)codes.Length * array.Settings.Window.Samples <= MostSamples ? Features.Trace : Features.None;
        var atlas = new Atlas(array, nonlinearity, array.Run(new(
            codes, traces | Features.Mean | Features.Activation, new Readout(nonlinearity, [], [0]))));
        return atlas.FirstDifference(array, codes) is null ? atlas : throw new AtlasMismatchException(
            $"'{array.Describe().Name}' gave different responses to equal currents, so no atlas holds for it.")
        {
            Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(array.Describe().Name), Remedy.Do(RemedyAction.Stream)],
        };
    }

    /// <summary>The code of every run of an atlas, in order.</summary>
    public static ushort[] AllRuns(ArraySettings settings)
    {
        var cells = CellsOf(settings);
        return [.. Enumerable.Range(0, settings.Codes.Count * cells).Select(run => (ushort)(run / cells))];
    }

    /// <summary>The run that holds a cell's response to a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="place">The cell's place in a batch of whole images.</param>
    public int RunOf(int code, int place) => (code * Cells) + (place % Cells);

    /// <summary>Runs some codes again and compares.</summary>
    /// <remarks>
    /// An array at the end of a link is asked for the means only. Each is the exact sum of X over every step, and a trace
    /// would take hundreds of times the bytes. Where all cells are alike, each code is run once.
    /// </remarks>
    /// <param name="array">The array that was measured.</param>
    /// <param name="codes">Current codes; with per-cell parameters, of whole images.</param>
    /// <returns>The first code to which the response differs, or null.</returns>
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

    /// <summary>g(X) of every run, run by run: word [run · samples + m]; null on a floating-point array.</summary>
    public short[]? ActivationWords(FixedReadout readout)
    {
        if (ActivationBlocks(readout) is not { } blocks)
        {
            return null;
        }

        var (runs, samples) = (Response.Runs, Settings.Window.Samples);
        var words = new short[samples * runs];
        for (var run = 0; run < runs; run++)
        {
            for (var (m, block) = (0, 0); m < samples; m += Block, block++)
            {
                var row = blocks.Span.Slice(((block * runs) + run) * Block, Math.Min(Block, samples - m));
                row.CopyTo(words.AsSpan((run * samples) + m));
            }
        }

        return words;
    }

    /// <summary>g(X) of every run, block by block, for votes in integers: word [(block · runs + run) · 32 + m]; null on a floating-point array.</summary>
    public ReadOnlyMemory<short>? ActivationBlocks(FixedReadout readout)
    {
        if (Response.Trace is not { Words: { } words } trace)
        {
            return null;
        }

        var size = trace.Runs * Block;
        var blocks = LargeArrays.Lines<short>(Kernels.Samples.ActivationBlocks.Count(trace.Samples) * size);
        Parallel.For(0, blocks.Length / size, block =>
        {
            var rows = words.AsSpan(block * size)[..Math.Min(size, words.Length - (block * size))];
            Kernels.Samples.ActivationBlocks.Fill(blocks.Span.Slice(block * size, size), rows, trace.Runs, trace.Runs, rows.Length / trace.Runs, readout);
        });
        return blocks;
    }
}

/// <summary>The atlas does not hold for a device. The message is one sentence for the user.</summary>
public sealed class AtlasMismatchException(string message) : Exception(message), IRemediable
{
    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
