using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Kernels.Managed;

/// <summary>Fixed-point cells on this machine's processor: vectors of cells, on all cores. The normative array.</summary>
public sealed class ManagedArray : ICellArray
{
    // Runs that one core takes at a time when samples are kept: their trace stays within a few megabytes.
    private const int MaxChunkWords = 1 << 21;

    private readonly IBlockRunner _runner;
    private readonly int[] _drives;
    private readonly string _kernel;

    /// <summary>Makes an array with the widest lanes that the processor has and the settings allow.</summary>
    /// <exception cref="InvalidSettingException">A current drives the cell beyond its range.</exception>
    public ManagedArray(ArraySettings settings) : this(settings, LaneChoice.Best)
    {
    }

    internal ManagedArray(ArraySettings settings, LaneChoice choice)
    {
        Settings = settings;
        _drives = settings.Levels.Drives(settings.Constants);
        (_runner, _kernel) = Choose(settings, choice);
    }

    internal ManagedArray(ArraySettings settings, IBlockRunner runner, string kernel)
    {
        Settings = settings;
        _drives = settings.Levels.Drives(settings.Constants);
        (_runner, _kernel) = (runner, kernel);
    }

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public ArrayDescription Describe() => new(
        "managed", $"{Processor.Name}, {Environment.ProcessorCount} cores", Settings.Format.ToString(), _kernel,
        Deterministic: true, Simulated: false, Settings.Constants.Hash);

    /// <inheritdoc/>
    public Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout = null)
    {
        RunRequest.Check(Settings, currents, features, readout);
        var batch = new ManagedBatch(Settings, _runner, _drives, currents.ToArray(), features, readout);
        var chunk = ChunkRuns(features, readout);
        var chunks = (currents.Length + chunk - 1) / chunk;
        Parallel.For(0, chunks, index => batch.RunChunk(index * chunk, Math.Min(chunk, batch.Runs - (index * chunk))));
        return batch.ToResponse();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Whole images where votes are asked for, whole blocks elsewhere.
    private int ChunkRuns(Features features, Readout? readout)
    {
        var most = (features & RunRequest.Sampled) != 0
            ? Math.Max(_runner.Cells, MaxChunkWords / Settings.Window.Samples)
            : _runner.Cells;
        if (!features.HasFlag(Features.Votes))
        {
            return most / _runner.Cells * _runner.Cells;
        }

        return Math.Max(1, most / readout!.Cells) * readout.Cells;
    }

    private static (IBlockRunner Runner, string Kernel) Choose(ArraySettings settings, LaneChoice choice)
    {
        if (choice != LaneChoice.Portable32 && LaneFit.Fits16(settings))
        {
            if (Avx512BW.IsSupported && choice == LaneChoice.Best)
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

/// <summary>Which lanes a managed array uses; tests run every one.</summary>
internal enum LaneChoice
{
    /// <summary>The widest that the processor has and the settings allow.</summary>
    Best,

    /// <summary>16-bit lanes in 256-bit registers where the settings allow.</summary>
    Avx2,

    /// <summary>32-bit lanes in the runtime's portable vectors.</summary>
    Portable32,
}
