using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>Tries sizes of an array on boards.</summary>
public interface ISizeTrials
{
    /// <summary>What a board is.</summary>
    /// <exception cref="InvalidSettingException">There is none of that name.</exception>
    BoardFile Board(string board);

    /// <summary>Counts the elements of a size.</summary>
    SizeTrial Count(string board, CellConstants constants, BoardVariant variant);

    /// <summary>Places and routes a size.</summary>
    SizeTrial Route(string board, CellConstants constants, BoardVariant variant);
}
