using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>Tries sizes of an array on boards.</summary>
public interface ISizeTrials
{
    /// <summary>What a board is.</summary>
    /// <exception cref="InvalidSettingException">There is none of that name.</exception>
    BoardFile Board(string board);

    /// <summary>The fastest clock up to a limit that the board's PLL makes and its line's rate divides, MHz; 0 where there is none.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="mostMHz">What a design reaches, MHz.</param>
    double FastestMHz(string board, double mostMHz);

    /// <summary>Counts the elements of a size.</summary>
    SizeTrial Count(string board, CellConstants constants, BoardVariant variant);

    /// <summary>Places and routes a size.</summary>
    SizeTrial Route(string board, CellConstants constants, BoardVariant variant);
}
