using System.Diagnostics;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Experiments.Benchmark;

/// <summary>Measures how many neuron-steps a second an array does, for each way in which a network uses it.</summary>
public sealed class BenchSuite
{
    private const int CellsOfImage = 100, Classes = 10;

    /// <summary>Runs of the call that warms up, and the least of a timed one: whole images, whole vectors.</summary>
    private const int LeastRuns = 1600;

    /// <summary>The most runs of a call: 1,024 images.</summary>
    private const int MostRuns = 64 * LeastRuns;

    /// <summary>The most samples that a call gives back, so that no trace needs more than 128 MiB; and that the call gives back that warms up.</summary>
    private const int MostSamples = 1 << 26, WarmUpSamples = 1 << 24;

    /// <summary>Runs whose traces keep up to 12 cores equally busy: whole blocks of cells, whether one has 64, 128, 192 or 256.</summary>
    private const int EvenRuns = 2304;

    private readonly Func<ArraySettings, ICellArray> _create;
    private readonly ArraySettings _settings;
    private readonly BenchEffort _effort;
    private readonly Random _random = new(1);

    /// <summary>Prepares a measurement.</summary>
    /// <param name="create">Makes the array.</param>
    /// <param name="settings">Format, cell, codes and window.</param>
    /// <param name="effort">How long to measure.</param>
    public BenchSuite(Func<ArraySettings, ICellArray> create, ArraySettings settings, BenchEffort effort)
    {
        _create = create;
        _settings = settings;
        _effort = effort;
    }

    private const int Rows = 6, ResponseTableRows = 2;

    /// <summary>Measures row by row.</summary>
    /// <param name="cancellation">Ends the measurement between two calls.</param>
    public IEnumerable<BenchRow> Run(CancellationToken cancellation)
    {
        var readout = FeatureRequest.RandomReadout(Nonlinearity.Sigmoid, CellsOfImage, Classes, _random);
        var stride = _settings.Window.Stride;
        var everyStep = _settings with { Window = new Window(_settings.Window.TransientSteps, _settings.Window.Steps, 1) };
        yield return Stream("mean", _settings, Features.Mean, null, cancellation);
        yield return Stream("votes", _settings, Features.Votes, readout, cancellation);
        yield return Stream($"trace/{stride}", _settings, Features.Trace, null, cancellation);
        yield return Stream("trace/1", everyStep, Features.Trace, null, cancellation);
        if (IsSteady)
        {
            yield return AllCodes("table", keepsMemory: false, cancellation);
            yield return AllCodes("table/kept", keepsMemory: true, cancellation);
        }
    }

    /// <summary>How many rows a suite of these settings gives: a response table is none where trials differ.</summary>
    public static int RowsOf(ArraySettings settings) => settings.PerCell?.Unsteadiness is null ? Rows : Rows - ResponseTableRows;

    private bool IsSteady => RowsOf(_settings) == Rows;

    // Images of random codes, as a network that streams them would send.
    private BenchRow Stream(string name, ArraySettings settings, Features features, Readout? readout, CancellationToken cancellation)
    {
        using var array = _create(settings);
        var currents = Currents(RunsFor(WarmUp(), settings, features, MostSamples));
        array.Run(new(currents, features, readout)).Trace?.GiveBack();
        var seconds = Repeat(() => array.Run(new(currents, features, readout)).Trace?.GiveBack(), cancellation);
        var description = array.Describe();
        var row = BenchRow.Of(description.Name, description.Kernel, name, currents.Length, settings.Window.TotalSteps, seconds);
        return row with { Cells = description.Cells };

        // The second call is the faster: the first also compiles.
        double WarmUp()
        {
            var few = Currents(RunsFor(double.MaxValue, settings, features, WarmUpSamples));
            return Enumerable.Range(0, 2).Select(_ => Time(() => array.Run(new(few, features, readout))) * LeastRuns / few.Length).Min();
        }
    }

    // What a training run pays once: a new array, and trace and mean of every code, in new memory. In the memory of the trace before, where all of the
    // time is the array's, the same shows what the system takes to hand memory out.
    private BenchRow AllCodes(string name, bool keepsMemory, CancellationToken cancellation)
    {
        ArrayDescription? description = null;
        var codes = ResponseTable.AllRuns(_settings);
        Build();
        var seconds = Repeat(Build, cancellation);
        var row = BenchRow.Of(description!.Name, description.Kernel, name, codes.Length, _settings.Window.TotalSteps, seconds);
        return row with { Cells = description.Cells };

        void Build()
        {
            using var array = _create(_settings);
            description = array.Describe();
            var trace = array.Run(new(codes, Features.Trace | Features.Mean)).Trace!;
            if (keepsMemory)
            {
                trace.GiveBack();
            }
        }
    }

    // As many whole images as fill the wanted time, judged by the call that warmed up; of traces, which may be many fewer, whole blocks of cells.
    private int RunsFor(double warmUpSeconds, ArraySettings settings, Features features, int mostSamples)
    {
        var isTrace = features.HasFlag(Features.Trace);
        var most = isTrace ? Math.Min(MostRuns, mostSamples / settings.Window.Samples) : MostRuns;
        var runs = LeastRuns;
        while (runs * 2 <= MostRuns && warmUpSeconds * runs / LeastRuns < _effort.Seconds)
        {
            runs *= 2;
        }

        runs = Math.Min(runs, most);
        var unit = isTrace && runs >= EvenRuns ? EvenRuns : CellsOfImage;
        return Math.Max(1, runs / unit) * unit;
    }

    private List<double> Repeat(Action call, CancellationToken cancellation)
    {
        var seconds = new List<double>();
        for (var repeat = 0; repeat < _effort.Repeats; repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            seconds.Add(Time(call));
        }

        return seconds;
    }

    private static double Time(Action call)
    {
        var start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private ushort[] Currents(int runs) =>
        [.. Enumerable.Range(0, runs).Select(_ => (ushort)_random.Next(_settings.Codes.Count))];
}
