using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Cpu;

/// <summary>Fixed-point cells on this machine's processor: vectors of cells, on all cores. The normative array.</summary>
public sealed class CpuArray : ICellArray
{
    // Runs that one core takes at a time when samples are kept: their trace stays within a few megabytes.
    private const int MaxChunkWords = 1 << 21;

    private readonly IChunkRunner _runner;
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
        if (settings.PerCell is { } perCell)
        {
            _runs = new PerCellRuns(settings);
            var (runner, kernel) = PerCellRunners.Choose(settings, perCell, choice);
            (_runner, _kernel) = (new PerCellChunks(runner, _runs), kernel);
        }
        else
        {
            var (runner, kernel) = Choose(settings, choice);
            (_runner, _kernel) = (new IdealChunks(runner), kernel);
            if (choice is LaneChoice.Best or LaneChoice.Bits && SlicedKernel.Fits(settings.Constants))
            {
                (_sliced, _kernel) = (new SlicedChoice(settings, choice == LaneChoice.Bits), SlicedChoice.Kernel);
            }
        }
    }

    internal CpuArray(ArraySettings settings, IBlockRunner runner, string kernel)
    {
        Settings = settings;
        _inputWords = new RunInputWords(settings);
        (_runner, _kernel) = (new IdealChunks(runner), kernel);
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
        var runner = _sliced?.Pays(request) == true ? _sliced.Runner : _runner;
        var batch = new CpuBatch(Settings, runner, _inputWords.Of(request.Codes, request.FirstTrial), request);
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
        Parallel.For(0, chunks, index => batch.RunChunk(index * chunk, Math.Min(chunk, batch.Runs - (index * chunk))));
        return batch.ToResponse();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Whole images where votes are asked for, whole blocks elsewhere.
    private int ChunkRuns(RunRequest request, IChunkRunner runner)
    {
        var most = request.NeedsSamples(Settings)
            ? Math.Max(runner.Cells, MaxChunkWords / Settings.Window.Samples)
            : runner.Cells;
        if (!request.Features.HasFlag(Features.Votes))
        {
            return most / runner.Cells * runner.Cells;
        }

        return Math.Max(1, most / request.Readout!.Cells) * request.Readout.Cells;
    }

    private static (IBlockRunner Runner, string Kernel) Choose(ArraySettings settings, LaneChoice choice)
    {
        if (choice != LaneChoice.Portable32 && LaneFit.Fits16(settings))
        {
            if (Avx512BW.IsSupported && choice != LaneChoice.Avx2)
            {
                return (new BlockRunner<Avx512Lanes16, Vector512<short>>(settings), "32 lanes of 16 bits, AVX-512");
            }

            if (Avx2.IsSupported)
            {
                return (new BlockRunner<Avx2Lanes16, Vector256<short>>(settings), "16 lanes of 16 bits, AVX2");
            }
        }

        return (new BlockRunner<Lanes32, Vector512<int>>(settings), "16 lanes of 32 bits");
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

    /// <summary>32-bit lanes in the runtime's portable vectors.</summary>
    Portable32,
}
