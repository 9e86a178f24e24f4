using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

namespace FhnHw.Training.Hidden;

/// <summary>
/// A hidden layer of sigmoids in both passes: the plain network, in which cells are substituted, and with which networks of cells are
/// compared.
/// </summary>
public sealed class PlainLayer : HiddenLayer
{
    private readonly PlainSigmoid _sigmoid = new();

    /// <inheritdoc/>
    public override IForward Forward => _sigmoid;

    /// <inheritdoc/>
    public override Nonlinearity Nonlinearity => Nonlinearity.Linear;

    /// <inheritdoc/>
    public override CurrentCodes? Codes => null;

    /// <summary>The slope of the sigmoid itself, whatever the name: a sigmoid needs no surrogate.</summary>
    public override ISurrogate Surrogate(string name, CellCalibration? calibration = null) => _sigmoid;

    /// <inheritdoc/>
    public override IVoter? Voter(Readout readout) => null;
}
