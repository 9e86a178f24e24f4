using System.Diagnostics;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>fhnhw and its peers on the same work in the same run, in turns.</summary>
/// <param name="peers">Which peers.</param>
/// <param name="devices">Which of fhnhw's arrays, by name, and how they are made.</param>
/// <param name="settings">Format, cell, codes and window.</param>
/// <param name="data">Images to train on; null for no training.</param>
/// <param name="effort">How long.</param>
/// <param name="tools">How peers are started.</param>
internal sealed class PeersRun(
    IReadOnlyList<Peer> peers, IReadOnlyList<(DeviceName Name, Func<ArraySettings, ICellArray> Make)> devices, ArraySettings settings,
    DataSet? data, TurnEffort effort, PeerTools tools)
{
    /// <summary>Cells of the work: so many that the simplest loop over them fits the nearest caches, and that whole vectors are full.</summary>
    public const int Cells = 4096;

    // Full traces: 128 MiB, more than caches hold. memory_write.c writes as much.
    private const int TracedCells = 2560, TracedSteps = 26_214, WrittenBytes = 128 << 20;
    private const string PlainTraining = "train-plain";
    private const int Batch = 128;
    private const double Rate = 1e-3;

    // Longer than the slowest turn and the slowest compilation.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Units of work that <see cref="Run"/> reports: a start and the turns of each contender.</summary>
    public int Work => (1 + effort.Rounds) * (peers.Count + (peers.Select(peer => peer.Work).Distinct().Count() * Math.Max(2, devices.Count))
        + (Ceiling is null ? 0 : FeatureWork.Kinds * (1 + devices.Count)));

    // The hand-written loop over cells, beside which votes, samples and response tables stand too.
    private Peer? Ceiling => peers.FirstOrDefault(peer => peer is { Work: PeerWork.Cells, IsExact: true });

    /// <summary>Measures.</summary>
    /// <param name="report">Told how far it is and who does something.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public PeersResult Run(Action<long, string> report, CancellationToken cancellation)
    {
        var done = 0;
        Action<string> progress = words => report(done++, words);
        var clock = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("fhnhw-peers-");
        try
        {
            var groups = new List<PeerGroup>();
            var works = peers.Select(peer => peer.Work).ToHashSet();
            if (works.Contains(PeerWork.Cells))
            {
                var work = CellWork.Of(settings, Cells);
                groups.Add(Measure(
                    PeerWork.Cells, "neuron-steps", $"{Cells} cells, {work.Array.Window.TotalSteps} steps each",
                    CellEntries(work, folder.FullName, cancellation), progress, cancellation));
                if (Ceiling is { } ceiling && groups[0].Rows.Any(row => row.Name == ceiling.Name))
                {
                    var entry = OfCells(ceiling, work, folder.FullName, cancellation);
                    groups.AddRange(FeatureWork.All(settings, work.Codes()).Select(feature => Measure(
                        feature.Work, "neuron-steps", feature.Task, [.. devices.Select(device => feature.On(device.Name, device.Make)), entry], progress,
                        cancellation)));
                }
            }

            if (works.Contains(PeerWork.Traces))
            {
                groups.Add(Measure(
                    PeerWork.Traces, "bytes", $"Full traces of {TracedCells} cells, {TracedSteps} samples each", TraceEntries(folder.FullName, cancellation),
                    progress, cancellation));
            }

            if (works.Contains(PeerWork.Training) && data is not null)
            {
                groups.Add(Measure(
                    PeerWork.Training, "images", $"An epoch of {data.Train.Count} images, 100 hidden units, batches of {Batch}, Adam",
                    TrainingEntries(data.Train, folder.FullName, cancellation), progress, cancellation));
            }

            return new PeersResult(groups, PeerProcess.Cleared, works.Contains(PeerWork.Training) ? data?.ToString() : null, clock.Elapsed.TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private PeerGroup Measure(
        PeerWork work, string unit, string task, IReadOnlyList<Entry> entries, Action<string> progress, CancellationToken cancellation)
    {
        var (rows, leftOut) = new Turns(effort, alwaysOnce: work == PeerWork.Training).Run(entries, progress, cancellation);
        return new PeerGroup(work, unit, task, effort.Rounds, rows, leftOut);
    }

    private List<Entry> CellEntries(CellWork work, string folder, CancellationToken cancellation)
    {
        var reference = Reference(work);
        List<Entry> entries =
        [
            .. devices.Select(device => new Entry(
                device.Name.ToString(), "", work.NeuronSteps, "", () => new ArrayContender(device.Make(work.Array), work, Features.Mean, isChecked: true))
            {
                Reference = reference,
                IsExact = device.Name is not DeviceName.FloatingPoint,
                Samples = work.Cells * CellWork.Samples,
            }),
        ];
        entries.AddRange(peers.Where(peer => peer.Work == PeerWork.Cells).Select(peer => OfCells(peer, work, folder, cancellation)));
        return entries;
    }

    private Entry OfCells(Peer peer, CellWork work, string folder, CancellationToken cancellation)
    {
        var share = work.Share(peer.CellShare, peer.StepShare);
        var currents = Path.Combine(folder, $"{peer.Name}.currents");
        share.WriteCurrents(currents);
        var words = peer.CellShare > 1 ? $"{share.Cells} cells" : peer.StepShare > 1 ? $"{share.Array.Window.TotalSteps} steps" : "";
        return OfPeer(peer, share.NeuronSteps, words, share.Arguments(currents, ThreadsOf(peer)), cancellation) with
        {
            Reference = Reference(share),
            Samples = share.Cells * CellWork.Samples,
        };
    }

    private List<Entry> TraceEntries(string folder, CancellationToken cancellation)
    {
        var work = new CellWork(settings with { Window = new Window(0, TracedSteps, 1) }, TracedCells);
        const double Bytes = (double)TracedCells * TracedSteps * sizeof(short);
        var currents = Path.Combine(folder, "no.currents");
        (work with { Cells = 1 }).WriteCurrents(currents);
        return
        [
            .. devices.Where(device => device.Name is not DeviceName.FloatingPoint).Select(device => new Entry(
                device.Name.ToString(), "", Bytes, "", () => new ArrayContender(device.Make(work.Array), work, Features.Trace, isChecked: false))),
            .. peers.Where(peer => peer.Work == PeerWork.Traces).Select(peer => OfPeer(
                peer, WrittenBytes, "", ["--currents", currents, "--threads", $"{ThreadsOf(peer)}"], cancellation)),
        ];
    }

    private List<Entry> TrainingEntries(ImageSet images, string folder, CancellationToken cancellation)
    {
        var options = new TrainingOptions { Epochs = 1000, Batch = Batch, LearningRate = Rate, Schedule = Schedule.Constant, Bias = true };
        var (pixels, labels) = (Path.Combine(folder, "images"), Path.Combine(folder, "labels"));
        File.WriteAllBytes(pixels, images.Pixels);
        File.WriteAllBytes(labels, images.Labels);
        IReadOnlyList<string> arguments =
        [
            "--images", pixels, "--labels", labels, "--pixels", $"{images.Rows * images.Columns}", "--classes", $"{images.Classes}",
            "--hidden", $"{options.Hidden}", "--batch", $"{Batch}", "--rate", FormattableString.Invariant($"{Rate}"),
            "--threads", $"{Environment.ProcessorCount}",
        ];
        return
        [
            new Entry("train", "", images.Count, "", () => OfCells(images, options)),
            new Entry(PlainTraining, "", images.Count, "", () => new TrainingContender(
                new PlainLayer(new PlainTanh()), "plain", "a layer of tanh units", images, options)),
            .. peers.Where(peer => peer.Work == PeerWork.Training).Select(peer => OfPeer(
                peer, images.Count, "", arguments, cancellation) with { ReferenceName = PlainTraining }),
        ];
    }

    private TrainingContender OfCells(ImageSet images, TrainingOptions options)
    {
        var array = new CpuArray(settings);
        return new TrainingContender(
            new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto), new RunSettings().Surrogate, "a layer of cells, by their response table", images,
            options, array);
    }

    private Entry OfPeer(Peer peer, double amount, string share, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        new(peer.Name, peer.Differs, amount, share, () =>
        {
            var command = tools.Command(peer, cancellation);
            return new PeerContender(PeerProcess.Start(command[0], [.. command.Skip(1), .. arguments, .. peer.Arguments], Patience, cancellation));
        })
        {
            IsExact = peer.IsExact,
        };

    private static WorkChecks Reference(CellWork work)
    {
        using var array = new CpuArray(work.Array);
        return work.ChecksOf(array);
    }

    private static int ThreadsOf(Peer peer) => peer.UsesAllCores ? Environment.ProcessorCount : 1;
}
