using System.Globalization;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Boards.Fpga;

/// <summary>Which array a board gets, and how large.</summary>
/// <param name="Parallel">The parallel array of narrow words in place of the lanes.</param>
/// <param name="Lanes">Lanes, a power of two, or cells of the parallel array; null for the board's usual number.</param>
/// <param name="Bare">Lanes without signatures, as the parallel array is.</param>
/// <param name="PerCell">Lanes with per-cell parameters: each cell has its eps, initial state and noise.</param>
/// <param name="Votes">An array that counts class votes too.</param>
public sealed record BoardVariant(bool Parallel = false, int? Lanes = null, bool Bare = false, bool PerCell = false, bool Votes = false)
{
    /// <summary>The widest word of a parallel array, bits.</summary>
    public const int WidestParallel = 8;

    /// <summary>
    /// The most lanes, and the most cells of a parallel array: a job of them has room in the queues of all boards that could hold so many.
    /// </summary>
    public const int MostLanes = 128, MostCells = 512;

    /// <summary>Refuses arrays that have no per-cell parameters.</summary>
    /// <param name="constants">What the cells compute.</param>
    /// <param name="parallel">The array is the parallel one.</param>
    /// <exception cref="InvalidSettingException">The array is parallel, or dt/eps is 1 or more: the word C of a cell has 16 bits.</exception>
    internal static void CheckPerCell(CellConstants constants, bool parallel)
    {
        if (parallel)
        {
            throw new InvalidSettingException("The cells of a parallel array are all equal; only lanes can have per-cell parameters.")
            {
                Remedies = [Remedy.Without(nameof(Parallel))],
            };
        }

        if (constants.EpsGain > ushort.MaxValue)
        {
            throw new InvalidSettingException("Per-cell parameters need a dt under eps, since a board has 16 bits for dt/eps.")
            {
                Remedies = [Remedy.Larger(nameof(CellFormat.DtExponent)), Remedy.Larger(nameof(CellParameters.Eps))],
            };
        }
    }

    /// <summary>
    /// The name of a build, which its folder has too: word length, extra bits, dt, lanes, and what is not usual, such as <c>w16-e0-k8-lanes4</c>. Where
    /// eps, a or the initial state are not the usual ones, the constants' hash stands at the end.
    /// </summary>
    /// <param name="file">The board with this array.</param>
    /// <param name="constants">What the cells compute.</param>
    public string NameOf(BoardFile file, CellConstants constants) => string.Create(CultureInfo.InvariantCulture,
        $"w{constants.Format.WordBits}-e{constants.Format.CurrentExtraBits}-k{constants.Format.DtExponent}-{(Parallel ? "cells" : "lanes")}{file.Lanes}")
        + (PerCell ? "-per-cell" : "") + (Votes ? "-votes" : "") + (Bare ? "-bare" : "")
        + (constants.Parameters == new CellParameters() ? "" : $"-{constants.Hash}");

    /// <summary>The board with this array, for these cells.</summary>
    /// <exception cref="InvalidSettingException">It has no such array, or none of this size, or none for such cells.</exception>
    public BoardFile Of(BoardFile file, CellConstants constants)
    {
        if (PerCell)
        {
            CheckPerCell(constants, Parallel);
            file = file.WithPerCellLanes();
        }

        return Of(file, constants.Format);
    }

    /// <summary>The board with this array, for cells that are all equal.</summary>
    /// <exception cref="InvalidSettingException">It has no such array, or none of this size, or none for words as wide as these.</exception>
    public BoardFile Of(BoardFile file, CellFormat format)
    {
        if (Parallel)
        {
            InvalidSettingException.ThrowIfOutside(
                "word length of a parallel array", format.WordBits, CellFormat.MinWordBits, WidestParallel, "bits", nameof(CellFormat.WordBits));
            file = Votes ? file.WithVotes() : file.WithParallelArray();
            InvalidSettingException.ThrowIfOutside("number of cells", Lanes ?? file.Lanes, 2, MostCells, "ParallelCells");
            return file with { Lanes = Lanes ?? file.Lanes };
        }

        if (Votes)
        {
            throw new InvalidSettingException("Only a parallel array can be built with votes.")
            {
                Remedies = [Remedy.Exactly(nameof(Parallel)), Remedy.Without(nameof(Votes))],
            };
        }

        var cells = file.Lanes * file.CellsPerLane;
        var lanes = Lanes ?? file.Lanes;
        return lanes is >= 1 and <= MostLanes && (lanes & (lanes - 1)) == 0 && lanes <= cells / 2
            ? file with { Lanes = lanes, CellsPerLane = cells / lanes }
            : throw new InvalidSettingException(string.Create(
                CultureInfo.InvariantCulture,
                $"{lanes} lanes are none that a board can have; give a power of two from 1 to {Math.Min(MostLanes, cells / 2)}."))
            {
                Remedies = [Remedy.AsSaid(nameof(Lanes))],
            };
    }
}
