using System.Diagnostics;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Experiments.Growth;

/// <summary>
/// Measures how the time of the <c>cpu</c> array and of training grows with cells, steps, images, hidden cells and layers: three powers of ten each.
/// All sizes are measured in turns, round by round.
/// </summary>
/// <param name="settings">Format, cell and codes.</param>
/// <param name="images">Images to learn from; taken again where there are too few.</param>
/// <param name="rounds">Rounds.</param>
internal sealed class GrowthRun(ArraySettings settings, ImageSet images, int rounds)
{
    // A turn lasts so long; small sizes are done several times in it.
    private const double TurnSeconds = 0.02;
    private const int MostTimes = 1000;

    private const int StepsOfCells = 2560, CellsOfSteps = 1024;
    private const int ImagesOfShape = 640;

    private static readonly int[] Mantissas = [1, 2, 5];

    private readonly HiddenCells _cells = new(new CpuArray(settings), Nonlinearity.Linear, ForwardMode.Auto);

    private NetworkWeights? _learnt;

    /// <summary>Units of work that <see cref="Run"/> reports: turns.</summary>
    public int Work => rounds * Tasks().Count();

    /// <summary>Measures.</summary>
    /// <param name="progress">Told how far it is and what is measured.</param>
    /// <param name="cancellation">Ends the measurement between two turns.</param>
    public GrowthResult Run(Action<long, string> progress, CancellationToken cancellation)
    {
        var (clock, done) = (Stopwatch.StartNew(), 0);
        Task[] tasks = [.. Tasks()];
        var seconds = tasks.ToDictionary(task => task, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var task in tasks)
            {
                progress(done++, $"round {round + 1} of {rounds}: {task.Size} {task.Name}");
                cancellation.ThrowIfCancellationRequested();
                seconds[task].Add(task.Measure());
            }
        }

        return new GrowthResult(
            [.. tasks.GroupBy(task => (task.Name, task.Work)).Select(curve => new GrowthCurve(
                curve.Key.Name, curve.Key.Work,
                [.. curve.Select(task => new GrowthPoint(task.Size, seconds[task].Median(), seconds[task].Min(), seconds[task].Max()))]))],
            rounds, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Sizes 1, 2, 5, 10 ... times a unit, from the least to the most.</summary>
    public static IEnumerable<int> Sizes(int least, int most, int unit = 1) =>
        from power in Enumerable.Range(0, 10)
        from mantissa in Mantissas
        let size = unit * mantissa * Math.Pow(10, power)
        where size >= least && size <= most
        select (int)size;

    private IEnumerable<Task> Tasks() =>
    [
        .. Tasks("cells", $"One call of {StepsOfCells} steps a cell, means given back", Sizes(100, 100_000), size => OfArray(size, StepsOfCells)),
        .. Tasks("steps", $"One call of {CellsOfSteps} cells, means given back", Sizes(100, 100_000), size => OfArray(CellsOfSteps, size)),
        .. Tasks("images", "An epoch of a network of 100 hidden cells", Sizes(60, 60_000, 6), size => OfEpoch(size, 100)),
        .. Tasks("images by vote", "The votes of a network of 100 hidden cells that has learnt for an epoch", Sizes(10, 10_000), OfVote),
        .. Tasks("hidden cells", $"An epoch of {ImagesOfShape} images", Sizes(10, 10_000), size => OfEpoch(ImagesOfShape, size)),
        .. Tasks(
            "hidden layers", $"An epoch of {ImagesOfShape} images, 100 cells a layer", Sizes(1, LayerSizes.MostLayers),
            size => OfEpoch(ImagesOfShape, [.. Enumerable.Repeat(100, size)])),
    ];

    private static IEnumerable<Task> Tasks(string name, string work, IEnumerable<int> sizes, Func<int, Action> prepare) =>
        sizes.Select(size => new Task(name, work, size, () => prepare(size)));

    private Action OfArray(int cells, int steps)
    {
        var array = new CpuArray(settings with { Window = new Window(0, steps, steps) });
        ushort[] codes = [.. Enumerable.Range(0, cells).Select(cell => (ushort)((long)cell * settings.Codes.Count / cells))];
        return () => array.Run(new(codes, Features.Mean));
    }

    private Action OfEpoch(int count, params int[] hidden)
    {
        var options = new TrainingOptions { Epochs = 1000, Hidden = new LayerSizes(hidden), Schedule = Schedule.Constant, LearningRate = 1e-4 };
        var set = Some(count);
        var weights = NetworkWeights.Draw(set.Rows * set.Columns, options.Hidden, set.Classes, options.Seed);
        var trainer = new Trainer(options, set, weights, new AdamState(weights));
        var pass = new LayerPass(_cells.Forward, _cells.Surrogate(new RunSettings().Surrogate));
        LayerPass[] layers = [.. hidden.Select(_ => pass)];
        return () => trainer.RunEpoch(1, layers, null, CancellationToken.None);
    }

    private Action OfVote(int count)
    {
        var set = Some(count);
        _learnt ??= Learn();
        return () => Evaluator.Run(_learnt, _cells, set);
    }

    // How many samples decide a vote depends on what the network has learnt.
    private NetworkWeights Learn()
    {
        var run = new TrainingRun(new RunSettings { Training = new TrainingOptions { Epochs = 1 } }, images, _cells) { ChecksResponseTable = false };
        run.Run(CancellationToken.None);
        return run.Weights;
    }

    private ImageSet Some(int count) => images.Pick([.. Enumerable.Range(0, count).Select(index => index % images.Count)]);

    private sealed class Task(string name, string work, int size, Func<Action> prepare)
    {
        private Action? _action;
        private int _times;

        public string Name => name;

        public string Work => work;

        public int Size => size;

        // Prepared and warmed up in its first turn.
        public double Measure()
        {
            if (_action is null)
            {
                _action = prepare();
                _ = Time(1);
                _times = Math.Clamp((int)Math.Ceiling(TurnSeconds / Time(1)), 1, MostTimes);
            }

            return Time(_times) / _times;
        }

        private double Time(int times)
        {
            var start = Stopwatch.GetTimestamp();
            for (var n = 0; n < times; n++)
            {
                _action!();
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
