using FhnHw.Kernels.Errors;
using FhnHw.Training.Network;

namespace FhnHw.Training.Hidden.Units;

/// <summary>
/// Which cells of an array make up the hidden units of a layer. Pooling: the mean of several cells with equal currents is one unit. Ghost cells
/// get no current and belong to no unit. In an image, the cells of unit u are u · Pool to u · Pool + Pool - 1, and the ghosts come last.
/// </summary>
/// <param name="Units">Hidden units of the layer.</param>
/// <param name="Pool">Cells of a unit.</param>
/// <param name="Ghosts">Ghost cells of the layer.</param>
public sealed record UnitLayout(int Units, int Pool, int Ghosts)
{
    /// <summary>The most cells of a unit, and the most ghosts.</summary>
    public const int Most = 1024;

    /// <summary>Cells of the layer.</summary>
    public int Cells => (Units * Pool) + Ghosts;

    /// <summary>True where each unit is a cell and there is no other.</summary>
    internal bool IsPlain => Pool == 1 && Ghosts == 0;

    /// <summary>Checks the ranges.</summary>
    /// <param name="pool">Cells of a unit.</param>
    /// <param name="ghosts">Ghost cells of a layer.</param>
    /// <exception cref="InvalidSettingException">One is out of range.</exception>
    public static void Check(int pool, int ghosts)
    {
        InvalidSettingException.ThrowIfOutside("number of cells that are pooled", pool, 1, Most, "Pool");
        InvalidSettingException.ThrowIfOutside("number of ghost cells", ghosts, 0, Most, "Ghosts");
    }

    /// <summary>Cells of each hidden layer of a network.</summary>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="pool">Cells of a unit.</param>
    /// <param name="ghosts">Ghost cells of each layer.</param>
    /// <exception cref="InvalidSettingException">A layer would have more than <see cref="LayerSizes.MostCells"/>.</exception>
    public static LayerSizes CellsOf(LayerSizes hidden, int pool, int ghosts)
    {
        int[] cells = [.. hidden.Select(units => new UnitLayout(units, pool, ghosts).Cells)];
        return cells.Max() <= LayerSizes.MostCells ? new(cells) : throw new InvalidSettingException(
            $"{hidden} units, {pool} cells each and {ghosts} ghosts, are {cells.Max()} cells of a layer, which has {LayerSizes.MostCells} at most.")
        {
            Remedies = [Remedy.Smaller("Pool"), Remedy.Smaller("Hidden")],
        };
    }

    /// <summary>Gives each cell the value of its unit.</summary>
    /// <param name="units">One a unit, image by image.</param>
    /// <param name="cells">Gets one a cell.</param>
    /// <param name="ghost">What ghosts get.</param>
    public void Spread<T>(ReadOnlySpan<T> units, Span<T> cells, T ghost)
    {
        for (int unit = 0, cell = 0; unit < units.Length;)
        {
            cells.Slice(cell, Pool).Fill(units[unit++]);
            cell += Pool;
            if (unit % Units == 0)
            {
                cells.Slice(cell, Ghosts).Fill(ghost);
                cell += Ghosts;
            }
        }
    }

    /// <summary>Gives each unit the mean of its cells. Equal cells give their value to the bit.</summary>
    /// <param name="cells">One a cell, image by image.</param>
    /// <param name="units">Gets one a unit.</param>
    public void Average(ReadOnlySpan<float> cells, Span<float> units)
    {
        for (int unit = 0, cell = 0; unit < units.Length; unit++)
        {
            var first = cells[cell];
            var over = 0f;
            for (var other = 1; other < Pool; other++)
            {
                over += cells[cell + other] - first;
            }

            units[unit] = Pool == 1 ? first : first + (over / Pool);
            cell += (unit + 1) % Units == 0 ? Pool + Ghosts : Pool;
        }
    }

    /// <summary>Output weights for cells from those for units: the same for all cells of a unit, none for ghosts.</summary>
    /// <param name="weights">[unit · classes + class].</param>
    /// <param name="classes">Number of classes.</param>
    internal float[] SpreadWeights(ReadOnlySpan<float> weights, int classes)
    {
        var spread = new float[Cells * classes];
        for (var cell = 0; cell < Units * Pool; cell++)
        {
            weights.Slice(cell / Pool * classes, classes).CopyTo(spread.AsSpan(cell * classes));
        }

        return spread;
    }
}
