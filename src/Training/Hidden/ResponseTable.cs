using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>
/// The response of an array to every current code. Cells are uncoupled and every run starts from one state, so on a
/// deterministic array a forward pass is a look-up here, bit-exact with running the device. With per-cell parameters there is one table per cell.
/// </summary>
/// <remarks>The response of cell c to a code is that of run code · Cells + c.</remarks>
public sealed class ResponseTable
{
    /// <summary>The most samples that a response table keeps unless more are asked for, 512 MiB; with more, votes are made otherwise.</summary>
    public const long MostSamples = 1L << 28;

    private const int Block = Kernels.Samples.ActivationBlocks.Samples;

    private readonly int[]? _columns; // the column of each run in the traces; null where each run has its own
    private readonly ResponseTable? _measured; // what this one is a view of; null where the array was measured for it
    private readonly Dictionary<(Nonlinearity, int), ResponseTable> _views = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<Nonlinearity, ReadOnlyMemory<short>> _blocks = [];

    private ResponseTable(
        ArraySettings settings, ArrayDescription description, Nonlinearity nonlinearity, Response response, int[]? columns, ResponseTable? measured = null)
    {
        Cells = CellsOf(settings);
        Nonlinearity = nonlinearity;
        Response = response;
        Description = description;
        Settings = settings;
        _columns = columns;
        _measured = measured;
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

    /// <summary>Means of every run; traces with a column for each run, or one for all that are equal (<see cref="TraceColumnOf"/>).</summary>
    public Response Response { get; }

    /// <summary>The hidden layer's activations, one a run: the time-mean of g(x).</summary>
    public float[] Activations { get; }

    /// <summary>Runs every code twice and compares; codes of one input word run as one, on cells that differ too.</summary>
    /// <param name="array">The array.</param>
    /// <param name="nonlinearity">g of the readout.</param>
    /// <param name="mostSamples">Traces are kept where they have no more samples.</param>
    /// <exception cref="ResponseTableMismatchException">The array says that it is not deterministic, or the two runs differ.</exception>
    public static ResponseTable Measure(ICellArray array, Nonlinearity nonlinearity, long mostSamples = MostSamples)
    {
        if (!array.Describe().Deterministic)
        {
            throw new ResponseTableMismatchException(array.Settings.PerCell?.Unsteadiness is { } reason
                ? $"No response table holds for '{array.Describe().Name}', since {reason}."
                : $"'{array.Describe().Name}' is not deterministic, so no response table holds for it.")
            {
                Remedies = [Remedy.Do(RemedyAction.Stream)],
            };
        }

        var measured = ResponseTableMeasurement.Of(array, nonlinearity, mostSamples);
        var responses = new ResponseTable(array.Settings, array.Describe(), nonlinearity, measured.Response, measured.Columns);
        var repeats = responses.FirstDifference(array, measured.Codes) is null;
        array.Rest();
        return repeats ? responses : throw new ResponseTableMismatchException(
            $"'{array.Describe().Name}' gave different responses to equal currents, so no response table holds for it.")
        {
            Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(array.Describe().Name), Remedy.Do(RemedyAction.Stream)],
        };
    }

    /// <summary>
    /// The response table of an array that differs from this one's in no more than its currents, where all input words of them were run for this one: with the
    /// gamma of opposite sign, for example. Nothing runs.
    /// </summary>
    /// <param name="array">The other array.</param>
    /// <returns>Null where a word was not run, or where runs of equal words need not be equal.</returns>
    public ResponseTable? Of(ICellArray array)
    {
        var (settings, description) = (array.Settings, array.Describe());
        return description.Name == Description.Name && ResponseTableMeasurement.AreAlike(description, settings) && description.Deterministic
            && Response.SaturatedRuns == 0 && settings with { Codes = Settings.Codes } == Settings
            && EqualRuns.Find(settings, Settings, AllRuns(Settings)) is { } runs
                ? new ResponseTable(settings, description, Nonlinearity, EqualRuns.Take(Response, runs, settings.Format), null)
                : null;
    }

    /// <summary>
    /// The same responses seen through another readout, or at every nth sample only. It follows from the traces, bit-exact with measuring the array
    /// so; nothing runs again. Equal views are one object.
    /// </summary>
    /// <param name="nonlinearity">g of the readout.</param>
    /// <param name="every">n, 1 or more.</param>
    /// <returns>Null where no traces were kept, or, for fewer samples, where an ADC makes the mean of x depend on them.</returns>
    public ResponseTable? View(Nonlinearity nonlinearity, int every = 1)
    {
        if ((nonlinearity, every) == (Nonlinearity, 1))
        {
            return this;
        }

        if (Response.Trace is null || (every > 1 && Settings.Imperfections.HasAdc))
        {
            return null;
        }

        lock (_lock)
        {
            return _views.TryGetValue((nonlinearity, every), out var known) ? known : _views[(nonlinearity, every)] = MakeView(nonlinearity, every);
        }
    }

    /// <summary>The code of every run of a response table, in order.</summary>
    public static ushort[] AllRuns(ArraySettings settings)
    {
        var cells = CellsOf(settings);
        return [.. Enumerable.Range(0, settings.Codes.Count * cells).Select(run => (ushort)(run / cells))];
    }

    /// <summary>The run that holds a cell's response to a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="place">The cell's place in a batch of whole images.</param>
    public int RunOf(int code, int place) => (code * Cells) + (place % Cells);

    /// <summary>The column of the traces that holds a cell's samples for a code; parameters as for <see cref="RunOf"/>.</summary>
    public int TraceColumnOf(int code, int place) => _columns is null ? RunOf(code, place) : _columns[RunOf(code, place)];

    /// <summary>The columns of all runs, in their order; null where each run has its own.</summary>
    internal ReadOnlySpan<int> TraceColumns => _columns;

    /// <summary>The columns of the traces for all cells of an image.</summary>
    /// <param name="codes">The code of each cell.</param>
    /// <param name="columns">Gets <see cref="TraceColumnOf"/> each.</param>
    internal void TraceColumnsOf(ReadOnlySpan<ushort> codes, Span<int> columns)
    {
        var place = 0;
        for (var cell = 0; cell < codes.Length; cell++)
        {
            var run = (codes[cell] * Cells) + place;
            columns[cell] = _columns is null ? run : _columns[run];
            place = place == Cells - 1 ? 0 : place + 1;
        }
    }

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
        if (_measured is not null)
        {
            return _measured.FirstDifference(array, codes);
        }

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

    /// <summary>g(X) of every column of the traces: word [column · samples + m]; null on a floating-point array.</summary>
    internal short[]? ActivationWords(FixedReadout readout)
    {
        if (ActivationBlocks(readout) is not { } blocks)
        {
            return null;
        }

        var (runs, samples) = (Response.Trace!.Runs, Settings.Window.Samples);
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

    /// <summary>
    /// g(X) of every column of the traces, block by block, for votes in integers: word [(block · columns + column) · 32 + m]; null on a floating-point
    /// array. It is laid out once and kept: votes of many networks read it.
    /// </summary>
    public ReadOnlyMemory<short>? ActivationBlocks(FixedReadout readout)
    {
        if (Response.Trace is not { Words: { } words } trace)
        {
            return null;
        }

        lock (_lock)
        {
            return _blocks.TryGetValue(readout.Nonlinearity, out var known)
                ? known
                : _blocks[readout.Nonlinearity] = LayOut(words, trace.Runs, trace.Samples, readout);
        }
    }

    private static ReadOnlyMemory<short> LayOut(TraceWords words, int runs, int samples, FixedReadout readout)
    {
        var size = runs * Block;
        var blocks = LargeArrays.Lines<short>(Kernels.Samples.ActivationBlocks.Count(samples) * size);
        Parallel.For(0, blocks.Length / size, block =>
        {
            var rows = words.AsSpan(block * size, Math.Min(size, words.Length - (block * size)));
            Kernels.Samples.ActivationBlocks.Fill(blocks.Span.Slice(block * size, size), rows, runs, runs, rows.Length / runs, readout);
        });
        return blocks;
    }

    private ResponseTable MakeView(Nonlinearity nonlinearity, int every)
    {
        var trace = every == 1 ? Response.Trace! : TraceViews.Every(Response.Trace!, every, Settings.Format);
        var (sums, means) = TraceViews.Activations(trace, nonlinearity, Settings.Format);
        var window = Settings.Window;
        return new ResponseTable(
            Settings with { Window = new Window(window.TransientSteps, window.Steps, window.Stride * every) }, Description, nonlinearity,
            new Response
            {
                Runs = Response.Runs,
                SaturatedRuns = Response.SaturatedRuns,
                Trace = trace,
                Ends = Response.Ends,
                MeanX = Response.MeanX,
                ActivationSum = OfRuns(sums),
                MeanActivation = OfRuns(means),
            },
            _columns, _measured ?? this);

        // Of columns of the traces, for each run.
        T[]? OfRuns<T>(T[]? values) => _columns is null || values is null ? values : Array.ConvertAll(_columns, column => values[column]);
    }
}

/// <summary>The response table does not hold for a device. The message is one sentence for the user.</summary>
public sealed class ResponseTableMismatchException(string message) : Exception(message), IRemediable
{
    /// <inheritdoc/>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
