using System.Numerics;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>
/// Compares what arrays compute on the device, one feature at a time and then all at once, since each may take another path
/// through the device. The runs are all codes in order, filled up with random codes to whole images. Of an array far away only those
/// features are compared that it computes by itself, once for each code.
/// </summary>
internal sealed class EqualityFeatures
{
    private const int UsualCells = 100, Classes = 10, RandomImages = 20;

    /// <summary>Samples of one feature's runs held at a time.</summary>
    private const int ChunkSamples = 1 << 24;

    private readonly ICellArray _expected;
    private readonly ICellArray _got;
    private readonly ushort[] _currents;
    private readonly FeatureRequest[] _requests;
    private readonly Dictionary<string, (long Values, long Different)> _counts = [];

    /// <summary>Prepares a comparison.</summary>
    /// <param name="expected">The first array.</param>
    /// <param name="got">The second array.</param>
    /// <param name="seed">Seed of weights and images.</param>
    public EqualityFeatures(ICellArray expected, ICellArray got, int seed)
    {
        _expected = expected;
        _got = got;
        var random = new Random(seed);
        var far = new[] { expected, got }.Select(array => array.Describe().Capabilities).Where(can => can.Remote).ToArray();
        _currents = Currents(expected.Settings, far.Length > 0 ? 0 : RandomImages, random);
        _requests = [.. FeatureRequest.All(expected.Settings, CellsOf(expected.Settings), Classes, random)
            .Where(request => far.All(can => IsNative(request, can.NativeFeatures)))];
    }

    /// <summary>The first difference.</summary>
    public Difference? First { get; private set; }

    /// <summary>What was compared, in the order in which it was.</summary>
    public IReadOnlyList<EqualityFinding> Findings =>
        [.. _requests.Select(request => new EqualityFinding(request.Name, _counts[request.Name].Values, _counts[request.Name].Different))];

    private Window Window => _expected.Settings.Window;

    /// <summary>Units of work, as they are reported while the comparison runs.</summary>
    public static long WorkOf(ArraySettings settings) => (long)FeatureRequest.Count * RunsOf(settings, RandomImages);

    /// <summary>Compares every feature.</summary>
    public void Run(Action<long> progress, CancellationToken cancellation)
    {
        var images = Math.Max(1, ChunkSamples / Window.Samples / CellsOf(_expected.Settings));
        var chunk = images * CellsOf(_expected.Settings);
        var (done, total, work) = (0L, (long)_requests.Length * _currents.Length, WorkOf(_expected.Settings));
        foreach (var request in _requests)
        {
            _counts[request.Name] = (0, 0);
            for (var first = 0; first < _currents.Length; first += chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                var currents = _currents[first..Math.Min(first + chunk, _currents.Length)];
                Compare(request, first, currents);
                done += currents.Length;
                progress(done * work / total);
            }
        }
    }

    private static bool IsNative(FeatureRequest request, Features native) =>
        (request.Features & ~native) == 0 && BitOperations.IsPow2((int)request.Features)
        && request.Readout?.Nonlinearity != Nonlinearity.Sigmoid;

    private static int CellsOf(ArraySettings settings) => settings.HasPerCellParameters ? settings.Cells : UsualCells;

    // Every code on every cell where cells have per-cell parameters; all codes, filled up to whole images, where they are alike; and random images.
    private static int RunsOf(ArraySettings settings, int randomImages)
    {
        var cells = CellsOf(settings);
        var codes = settings.HasPerCellParameters ? settings.Codes.Count : (settings.Codes.Count + cells - 1) / cells;
        return (codes + randomImages) * cells;
    }

    private static ushort[] Currents(ArraySettings settings, int randomImages, Random random)
    {
        var (codes, cells) = (settings.Codes.Count, settings.HasPerCellParameters ? settings.Cells : 1);
        return [.. Enumerable.Range(0, RunsOf(settings, randomImages))
            .Select(run => (ushort)(run < codes * cells ? run / cells : random.Next(codes)))];
    }

    private void Compare(FeatureRequest request, int first, ushort[] currents)
    {
        var trial = (uint)(first / CellsOf(_expected.Settings));
        var expected = ResponseValues.Of(_expected.Run(new(currents, request.Features, request.Readout, trial)), _expected.Settings, request);
        var got = ResponseValues.Of(_got.Run(new(currents, request.Features, request.Readout, trial)), _expected.Settings, request);
        foreach (var (a, b) in expected.Zip(got))
        {
            Count(request, first, currents, a, b);
        }
    }

    private void Count(FeatureRequest request, int first, ushort[] currents, ResponseValues expected, ResponseValues got)
    {
        var counts = _counts[request.Name];
        counts.Values += expected.Count;
        for (var index = 0; index < expected.Count; index++)
        {
            if (expected.At(index) != got.At(index))
            {
                counts.Different++;
                var run = expected.RunOf(index);
                First ??= new Difference(request.Name, first + run, _expected.Settings.Codes.Currents[currents[run]],
                    expected.StepOf(index), expected.At(index), got.At(index));
            }
        }

        _counts[request.Name] = counts;
    }
}
