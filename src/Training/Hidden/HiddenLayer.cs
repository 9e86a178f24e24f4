using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Hidden;

/// <summary>A hidden layer of a network: cells of an array, or sigmoids.</summary>
public abstract class HiddenLayer
{
    /// <summary>The layer in the forward pass.</summary>
    public abstract IForward Forward { get; }

    /// <summary>g between the layer and the weights after it.</summary>
    public abstract Nonlinearity Nonlinearity { get; }

    /// <summary>The currents that the cells know; null where there are no cells.</summary>
    public abstract CurrentCodes? Codes { get; }

    /// <summary>The array's response to every current code; null where no response table is used.</summary>
    public virtual ResponseTable? ResponseTable => null;

    /// <summary>What the readout sees of the cells, sample by sample; null where only the time-mean predicts.</summary>
    public virtual ISampleSource? Samples => null;

    /// <summary>The layer in the backward pass.</summary>
    /// <param name="name">Name of a surrogate.</param>
    /// <param name="calibration">Response curves for the surrogate <c>measured</c>; null to measure those of the array.</param>
    /// <exception cref="InvalidSettingException">There is none of that name, or the calibration does not fit.</exception>
    public abstract ISurrogate Surrogate(string name, CellCalibration? calibration = null);

    /// <summary>Counts votes with some output weights; null where only the time-mean predicts.</summary>
    public abstract IVoter? Voter(Readout readout);

    /// <summary>The forward pass while training, epoch by epoch.</summary>
    /// <param name="temporalCrop">Time units of the window that the loss sees of an image; 0 for all of it.</param>
    /// <param name="cells">Cells of an image.</param>
    /// <param name="seed">Draws where the crops begin.</param>
    /// <returns>The forward pass of an epoch, from 1.</returns>
    /// <exception cref="InvalidSettingException">The temporal crop is longer than the window, or there are no traces to take it from.</exception>
    public virtual Func<int, IForward> ForwardInTraining(double temporalCrop, int cells, int seed) => _ => Forward;

    /// <summary>The state of the cells between images: what a run needs to continue to the same bits.</summary>
    public virtual CellsAt CellsAt
    {
        get => CellsAt.Start;
        set => _ = value;
    }

    /// <summary>Runs some cells on the device again and compares with the response table; does nothing where there is none.</summary>
    /// <param name="codes">Current codes; with per-cell parameters, of whole images.</param>
    /// <exception cref="ResponseTableMismatchException">A response differs.</exception>
    public virtual void CheckResponseTable(ReadOnlySpan<ushort> codes)
    {
    }
}
