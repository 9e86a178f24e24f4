using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Threads;

namespace FhnHw.Kernels.Cpu;

/// <summary>Fixed-point cells on this machine's processor: vectors of cells, on all cores. The normative array.</summary>
public sealed class CpuArray : ICellArray
{
    // The most runs that one core takes at a time where samples are made use of: few enough for sections of 32 samples in its cache.
    private const int MostChunkRuns = 4096;

    private readonly IBlockRunner _runner;
    private readonly IBlockRunner? _watched; // for means alone, where there is one
    private readonly SlicedChoice? _sliced;
    private readonly PerCellRuns? _runs;
    private readonly RunInputWords _inputWords;
    private readonly string _kernel;

    /// <summary>Makes an array with the widest lanes that the processor has and the settings allow.</summary>
    /// <exception cref="InvalidSettingException">A current drives the cell beyond its range, or imperfections are out of range.</exception>
    public CpuArray(ArraySettings settings) : this(settings, LaneChoice.Best)
    {
    }

    internal CpuArray(ArraySettings settings, LaneChoice choice)
    {
        Settings = settings;
        _inputWords = new RunInputWords(settings);
        if (settings.HasPerCellParameters)
        {
            _runs = new PerCellRuns(settings);
            (_runner, _kernel) = PerCellRunners.Choose(settings, _runs, choice);
            _watched = PerCellRunners.Watched(settings, _runs, choice);
        }
        else
        {
            (_runner, _kernel) = Choose(settings, choice);
            if (choice is LaneChoice.Best or LaneChoice.Bits && SlicedKernel.Fits(settings.Constants))
            {
                _sliced = new SlicedChoice(settings, choice == LaneChoice.Bits);
                _kernel = choice == LaneChoice.Bits ? SlicedChoice.Kernel : $"{SlicedChoice.Kernel} (little work: {_kernel})";
            }
        }
    }

    internal CpuArray(ArraySettings settings, IBlockRunner runner, string kernel)
    {
        Settings = settings;
        _inputWords = new RunInputWords(settings);
        (_runner, _kernel) = (runner, kernel);
    }

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public long[] Memory
    {
        get => _runs?.Memory ?? [];
        set => _runs?.Memory = value;
    }

    /// <inheritdoc/>
    public ArrayDescription Describe() => new(
        "cpu", $"{Processor.Name}, {Environment.ProcessorCount} cores", Settings.Format.ToString(), _kernel,
        Deterministic: Settings.PerCell?.Unsteadiness is null, Simulated: false, Settings.Constants.Hash)
    {
        Cells = CellsInWords.Of(Settings, _inputWords.Clipped, _inputWords.Pairs),
        Capabilities = ArrayCapabilities.FixedPointHere,
    };

    /// <inheritdoc/>
    public Response Run(RunRequest request)
    {
        request.Check(Settings);
        using var call = ArrayMetrics.Measure("cpu", request.Codes.Length, Settings.Window);
        var watched = request.NeedsSamples(Settings) ? null : _watched;
        var runner = _sliced?.Pays(request) == true ? _sliced.Runner : watched ?? _runner;
        var batch = new CpuBatch(
            Settings, runner, _inputWords.Of(request.Codes, request.FirstTrial), request, watched is null ? null : _runner);
        if (_runs is { IsStateful: true })
        {
            for (var start = 0; start < batch.Runs; start += Settings.Cells)
            {
                batch.RunChunk(start, Settings.Cells);
                _runs.CountTrial();
            }

            return batch.ToResponse();
        }

        var chunk = ChunkRuns(request, runner);
        var chunks = (batch.Runs + chunk - 1) / chunk;
        Chunks.Share(chunks, index => batch.RunChunk(index * chunk, Math.Min(chunk, batch.Runs - (index * chunk))));
        return batch.ToResponse();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // The runs of a chunk, of which each core takes one after the other: whole images where votes are asked for, whole blocks elsewhere. Where
    // samples are made use of, a chunk is as long as keeps all cores equally busy.
    private int ChunkRuns(RunRequest request, IBlockRunner runner)
    {
        var unit = request.Features.HasFlag(Features.Votes) ? request.Readout!.Cells : runner.Cells;
        if (!request.NeedsSamples(Settings))
        {
            return runner.Cells;
        }

        var (best, least) = (unit, long.MaxValue);
        for (var chunk = unit; chunk <= Math.Max(unit, MostChunkRuns); chunk += unit)
        {
            var chunks = (request.Codes.Length + chunk - 1) / chunk;
            long rounds = (chunks + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
            var blocks = rounds * ((chunk + runner.Cells - 1) / runner.Cells); // of the busiest core
            (best, least) = blocks < least ? (chunk, blocks) : (best, least);
        }

        return best;
    }

    private static (IBlockRunner Runner, string Kernel) Choose(ArraySettings settings, LaneChoice choice)
    {
        if (choice <= LaneChoice.Avx2 && LaneFit.Fits16(settings))
        {
            if (Avx512BW.IsSupported && choice != LaneChoice.Avx2)
            {
                return (new LaneRunner<Avx512Lanes16, Vector512<short>>(settings), "32 lanes of 16 bits, AVX-512");
            }

            if (Avx2.IsSupported)
            {
                return (new LaneRunner<Avx2Lanes16, Vector256<short>>(settings), "16 lanes of 16 bits, AVX2");
            }
        }

        return Vector512.IsHardwareAccelerated && choice != LaneChoice.Narrow32
            ? (new LaneRunner<Lanes32, Vector512<int>>(settings), "16 lanes of 32 bits")
            : (new LaneRunner<NarrowLanes32, Vector256<int>>(settings), "8 lanes of 32 bits");
    }
}

/// <summary>Which lanes a CPU array uses; tests run every one.</summary>
internal enum LaneChoice
{
    /// <summary>The widest that the processor has and the settings allow, or bit by bit where the work is worth compiling that.</summary>
    Best,

    /// <summary>Bit by bit where the settings allow, however little the work.</summary>
    Bits,

    /// <summary>16-bit lanes in 256-bit registers where the settings allow.</summary>
    Avx2,

    /// <summary>32-bit lanes in the runtime's portable vectors, of 512 bits where the processor has them.</summary>
    Portable32,

    /// <summary>32-bit lanes in portable vectors of 256 bits.</summary>
    Narrow32,
}
