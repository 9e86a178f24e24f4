using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Arrays;

/// <summary>S of every run of a batch: by code where all cells are alike, by cell and code with per-cell parameters.</summary>
public sealed class RunInputWords
{
    private readonly ArraySettings _settings;
    private readonly int[] _byCode; // [code], or [cell · codes + code]; empty where offsets drift

    /// <summary>Computes S of every code, for every cell.</summary>
    /// <exception cref="InvalidSettingException">A current drives an ideal cell beyond its range.</exception>
    public RunInputWords(ArraySettings settings)
    {
        _settings = settings;
        if (settings.PerCell is not { } perCell)
        {
            _byCode = settings.Codes.InputWords(settings.Constants);
            return;
        }

        var (codeCount, drifts) = (settings.Codes.Count, perCell.Imperfections.Drift > 0);
        _byCode = drifts ? [] : new int[checked(perCell.Count * codeCount)];
        for (var run = 0; run < perCell.Count * codeCount; run++)
        {
            var S = perCell.InputWord(run / codeCount, settings.Codes.Currents[run % codeCount], 0, out var clipped);
            Clipped += clipped ? 1 : 0;
            if (!drifts)
            {
                _byCode[run] = S;
            }
        }
    }

    /// <summary>Pairs of a cell and a code whose drive is clipped to the range that cells admit, in trial 0.</summary>
    public int Clipped { get; }

    /// <summary>Pairs of a cell and a code.</summary>
    public int Pairs => _settings.Codes.Count * (_settings.PerCell?.Count ?? 1);

    /// <summary>S of each run, LSBs of 2^-(F+e).</summary>
    /// <param name="codes">One current code a run.</param>
    /// <param name="firstTrial">The trial of the first N runs.</param>
    public int[] Of(ReadOnlySpan<ushort> codes, uint firstTrial)
    {
        var inputWords = new int[codes.Length];
        if (_settings.PerCell is not { } perCell)
        {
            for (var run = 0; run < inputWords.Length; run++)
            {
                inputWords[run] = _byCode[codes[run]];
            }

            return inputWords;
        }

        var (cells, codeCount) = (perCell.Count, _settings.Codes.Count);
        for (var run = 0; run < inputWords.Length; run++)
        {
            inputWords[run] = _byCode.Length > 0
                ? _byCode[(run % cells * codeCount) + codes[run]]
                : perCell.InputWord(run % cells, _settings.Codes.Currents[codes[run]], TrialOf(run, firstTrial, cells), out _);
        }

        return inputWords;
    }

    /// <summary>The trial of a run: firstTrial + run / N, modulo 2^32.</summary>
    public static uint TrialOf(int run, uint firstTrial, int cells) => unchecked(firstTrial + (uint)(run / cells));
}
