using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Threads;

namespace FhnHw.Kernels.Float;

/// <summary>
/// Cells in single precision by explicit Euler at the format's dt, in the units of the equations: the arithmetic that simulators
/// usually run, for comparison. Word lengths do not matter to it.
/// </summary>
/// <remarks>
/// It shares the step's method with the fixed-point arrays and the precision with nothing: what it does as they do is Euler's doing, not
/// that of their words.
/// </remarks>
public sealed class SingleArray : ICellArray
{
    /// <summary>
    /// The largest dt/eps. At rest the slope of x - x³/3 is at least 1 - 2.1², so Euler's method is stable while dt · 3.41/eps is under 2; on
    /// the orbit |x| passes 2 only for a moment.
    /// </summary>
    public const double MaxStepOverEps = 0.5;

    private readonly SingleBlock _block;
    private readonly FloatCells<FloatModel> _cells;

    /// <summary>Makes the array.</summary>
    /// <exception cref="InvalidSettingException">A current drives the cell beyond its range, or dt is too coarse for eps.</exception>
    public SingleArray(ArraySettings settings)
    {
        if (settings.PerCell is not null)
        {
            throw new InvalidSettingException("The single-precision array has ideal cells alone; leave imperfections out.");
        }

        InvalidSettingException.ThrowIfOutside(
            "dt/eps of Euler's method", settings.Format.Dt / settings.Parameters.Eps, 0, MaxStepOverEps, "DtExponentOrEps");
        Settings = settings;
        _block = new SingleBlock(settings);
        _cells = new FloatCells<FloatModel>(settings);
    }

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public ArrayDescription Describe() => new(
        "float32", $"{Processor.Name}, {Environment.ProcessorCount} cores", $"single Euler dt=2^-{Settings.Format.DtExponent}",
        "16 lanes of 32 bits", Deterministic: true, Simulated: false, ConstantsHash: "none")
    {
        Capabilities = FloatArray.Capabilities with { Imperfections = ImperfectionKinds.Adc },
    };

    /// <inheritdoc/>
    public Response Run(RunRequest request)
    {
        request.Check(Settings);
        using var call = ArrayMetrics.Measure("float32", request.Codes.Length, Settings.Window);
        var cells = _cells.Of(request.Codes, 0);
        var batch = new FloatBatch(Settings, _block, cells, request);

        // Whole images where votes are asked for.
        var image = request.Features.HasFlag(Features.Votes) ? request.Readout!.Cells : 1;
        var chunk = (IFloatBlock.Cells + image - 1) / image * image;
        Chunks.Share((cells.Length + chunk - 1) / chunk, index =>
            batch.RunChunk(index * chunk, Math.Min(chunk, cells.Length - (index * chunk))));
        return batch.ToResponse();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
