using System.Globalization;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Models;
using FhnHw.Kernels.Threads;

namespace FhnHw.Kernels.Float;

/// <summary>
/// Cells of a model in double precision, classical Runge-Kutta of fourth order at the format's dt, in the units of the model's
/// equations and with eps as given. Word lengths do not matter to it.
/// </summary>
/// <typeparam name="TModel">The neuron: its slopes, initial state and limits.</typeparam>
/// <remarks>
/// Of imperfections it knows ADC and comparator, and for FitzHugh-Nagumo cells also mismatch, per-cell eps and start, drift, dead and stuck
/// cells; it refuses noise and stateful cells.
/// The mean is the plain mean of x at every step of the window, added up in the order of time. Results are bit-exact
/// whatever the number of cores, the size of the batch or the order of its runs.
/// </remarks>
public class ModelArray<TModel> : ICellArray
    where TModel : struct, INeuronModel
{
    private readonly FloatBlock<TModel> _block;
    private readonly FloatCells<TModel> _cells;

    /// <summary>Makes the array.</summary>
    /// <exception cref="InvalidSettingException">
    /// A current drives an ideal cell beyond its range, dt is too coarse for eps, or an imperfection is set that it does not know.
    /// </exception>
    public ModelArray(ArraySettings settings)
    {
        if (!FloatArray.CapabilitiesOf<TModel>().Imperfections.HasFlag(settings.Imperfections.Kinds))
        {
            throw new InvalidSettingException(TModel.HasPerCellParameters
                ? "The floating-point array has neither noise nor free-running cells."
                : $"The array '{TModel.Name}' has ideal cells alone; leave imperfections out, but for the ADC.")
            {
                Remedies = [Remedy.Do(RemedyAction.SilentCells), Remedy.Do(RemedyAction.CpuArray)],
            };
        }

        _cells = new FloatCells<TModel>(settings);
        var (dt, eps) = (settings.Format.Dt, _cells.LeastEps);
        if (dt / eps > TModel.MaxDtOverEps)
        {
            var least = Math.Ceiling(dt / TModel.MaxDtOverEps * 1e5) / 1e5;
            throw new InvalidSettingException(string.Create(
                CultureInfo.InvariantCulture,
                $"The time step 2^-{settings.Format.DtExponent} is too coarse for eps {eps} in floating point; "
                + $"give a larger k, or eps of at least {least}."))
            {
                Remedies = [Remedy.AsSaid("DtExponentOrEps")],
            };
        }

        Settings = settings;
        _block = new FloatBlock<TModel>(settings);
    }

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public ArrayDescription Describe() => new(
        TModel.Name, $"{Processor.Name}, {Environment.ProcessorCount} cores", $"double RK4 dt=2^-{Settings.Format.DtExponent}",
        $"{(Vector512.IsHardwareAccelerated ? "8 lanes of 64 bits" : "64-bit lanes in narrower registers")}; a word length has no effect",
        Deterministic: Settings.PerCell?.Unsteadiness is null, Simulated: false, ConstantsHash: "none")
    {
        Cells = CellsInWords.Of(Settings, 0, 0),
        Capabilities = FloatArray.CapabilitiesOf<TModel>(),
    };

    /// <inheritdoc/>
    public Response Run(RunRequest request)
    {
        request.Check(Settings);
        using var call = ArrayMetrics.Measure(TModel.Name, request.Codes.Length, Settings.Window);
        var cells = _cells.Of(request.Codes, request.FirstTrial);
        var batch = new FloatBatch(Settings, _block, cells, request);
        var chunk = ChunkRuns(request);
        var chunks = (cells.Length + chunk - 1) / chunk;
        Chunks.Share(chunks, index => batch.RunChunk(index * chunk, Math.Min(chunk, cells.Length - (index * chunk))));
        return batch.ToResponse();
    }

    /// <inheritdoc/>
    public void Dispose() => GC.SuppressFinalize(this);

    // One block, or with votes the whole images that make up at least one.
    private static int ChunkRuns(RunRequest request) => request.Features.HasFlag(Features.Votes)
        ? (IFloatBlock.Cells + request.Readout!.Cells - 1) / request.Readout.Cells * request.Readout.Cells
        : IFloatBlock.Cells;
}
