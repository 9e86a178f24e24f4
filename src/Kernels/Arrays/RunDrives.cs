using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Arrays;

/// <summary>S of every run of a batch: by level where all cells are alike, by cell and level where each is its own.</summary>
public sealed class RunDrives
{
    private readonly ArraySettings _settings;
    private readonly int[] _byLevel; // [level], or [cell · levels + level]; empty where offsets drift

    /// <summary>Computes S of every level, for every cell.</summary>
    /// <exception cref="InvalidSettingException">A current drives an ideal cell beyond its range.</exception>
    public RunDrives(ArraySettings settings)
    {
        _settings = settings;
        if (settings.Population is not { } population)
        {
            _byLevel = settings.Levels.Drives(settings.Constants);
            return;
        }

        var (levels, drifts) = (settings.Levels.Count, population.Imperfections.Drift > 0);
        _byLevel = drifts ? [] : new int[checked(population.Count * levels)];
        for (var run = 0; run < population.Count * levels; run++)
        {
            var S = population.Drive(run / levels, settings.Levels.Currents[run % levels], 0, out var held);
            Held += held ? 1 : 0;
            if (!drifts)
            {
                _byLevel[run] = S;
            }
        }
    }

    /// <summary>Pairs of a cell and a level whose drive is held to the range that cells admit, at trial 0.</summary>
    public int Held { get; }

    /// <summary>Pairs of a cell and a level.</summary>
    public int Pairs => _settings.Levels.Count * (_settings.Population?.Count ?? 1);

    /// <summary>S of each run, LSBs of 2^-(F+e).</summary>
    /// <param name="currents">One level index a run.</param>
    /// <param name="firstTrial">The trial of the first N runs.</param>
    public int[] Of(ReadOnlySpan<ushort> currents, uint firstTrial)
    {
        var drives = new int[currents.Length];
        if (_settings.Population is not { } population)
        {
            for (var run = 0; run < drives.Length; run++)
            {
                drives[run] = _byLevel[currents[run]];
            }

            return drives;
        }

        var (cells, levels) = (population.Count, _settings.Levels.Count);
        for (var run = 0; run < drives.Length; run++)
        {
            drives[run] = _byLevel.Length > 0
                ? _byLevel[(run % cells * levels) + currents[run]]
                : population.Drive(run % cells, _settings.Levels.Currents[currents[run]], TrialOf(run, firstTrial, cells), out _);
        }

        return drives;
    }

    /// <summary>The trial of a run: firstTrial + run / N, modulo 2^32.</summary>
    public static uint TrialOf(int run, uint firstTrial, int cells) => unchecked(firstTrial + (uint)(run / cells));
}
