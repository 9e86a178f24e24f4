using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Training.Hidden;

/// <summary>A unit without cells: a function that both passes know.</summary>
public interface IPlainUnit : IImageForward, ISurrogate;

/// <summary>
/// A hidden layer without cells: sigmoids, in whose place cells are substituted, or tanh units, with which networks of cells are compared.
/// </summary>
/// <param name="unit">Its units.</param>
public sealed class PlainLayer(IPlainUnit unit) : HiddenLayer
{
    /// <inheritdoc/>
    public override IForward Forward => unit;

    /// <inheritdoc/>
    public override Nonlinearity Nonlinearity => Nonlinearity.Linear;

    /// <inheritdoc/>
    public override CurrentCodes? Codes => null;

    /// <summary>The slope of the unit itself, whatever the name: it needs no surrogate.</summary>
    public override ISurrogate Surrogate(string name, CellCalibration? calibration = null) => unit;

    /// <inheritdoc/>
    public override IVoter? Voter(Readout readout) => null;
}
