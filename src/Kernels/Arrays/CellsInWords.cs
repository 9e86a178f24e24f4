using System.Globalization;

namespace FhnHw.Kernels.Arrays;

/// <summary>Imperfections in words, for an array's description.</summary>
public static class CellsInWords
{
    /// <summary>The imperfections of some settings in words; <c>ideal</c> where there are none.</summary>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="clipped">Pairs of a cell and a current whose drive is clipped to its range.</param>
    /// <param name="pairs">All pairs.</param>
    public static string Of(ArraySettings settings, int clipped, int pairs)
    {
        var imperfections = settings.Imperfections;
        if (imperfections.IsIdeal)
        {
            return "ideal";
        }

        var words = new List<string>();
        Add(imperfections.Measured is not null, $"of a calibration");
        Add(imperfections.OffsetMismatch > 0, $"mismatch of offset {imperfections.OffsetMismatch}");
        Add(imperfections.GainMismatch > 0, $"of gain {imperfections.GainMismatch}");
        Add(imperfections.EpsMismatch > 0, $"of eps {imperfections.EpsMismatch}");
        Add(imperfections.NoiseX > 0, $"noise on x {imperfections.NoiseX:G4}");
        Add(imperfections.NoiseY > 0, $"noise on y {imperfections.NoiseY:G4}");
        Add(imperfections.Drift > 0, $"drift {imperfections.Drift}");
        Add(imperfections.Dead > 0, $"dead {imperfections.Dead * 100} %");
        Add(imperfections.Stuck > 0, $"stuck {imperfections.Stuck * 100} %");
        Add(imperfections.RandomStart, $"random initial state");
        Add(imperfections.Stateful, $"stateful");
        Add(settings.Adc is not null, $"{settings.Adc}");
        if (settings.PerCell is { } perCell)
        {
            words.Insert(0, string.Create(CultureInfo.InvariantCulture, $"{perCell.Count} cells {perCell.Hash}"));
            Add(perCell.LostNoise is not null, $"{perCell.LostNoise}");
            Add(clipped > 0, $"{clipped} of {pairs} input words S clipped to the range ±{perCell.MaxDrive}");
        }

        return string.Join(", ", words);

        void Add(bool on, FormattableString text)
        {
            if (on)
            {
                words.Add(text.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
