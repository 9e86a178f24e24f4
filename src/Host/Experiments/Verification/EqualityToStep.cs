using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>A short test of a fixed-point array against the normative step itself, computed cell by cell.</summary>
public static class EqualityToStep
{
    /// <summary>Settings for a test of a few milliseconds: 255 codes, 1,536 steps, all of them recorded.</summary>
    public static ArraySettings ShortSettings { get; } =
        new(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), new Window(0, 1536, 1));

    /// <summary>Runs every code for the array's whole window, which must record every step from the first.</summary>
    /// <returns>How many values of x differ; 0 for a sound array.</returns>
    public static long Differences(ICellArray array)
    {
        var settings = array.Settings;
        var words = array.Run(new(settings.Codes.AllCodes(), Features.Trace)).Trace!.Words!.AsSpan();
        var drives = settings.Codes.InputWords(settings.Constants);
        var different = 0L;
        for (var run = 0; run < drives.Length; run++)
        {
            var state = settings.Constants.InitialState;
            for (var index = run; index < words.Length; index += drives.Length)
            {
                different += words[index] == state.X ? 0 : 1;
                state = FixedStep.Advance(state, drives[run], settings.Constants, out _);
            }
        }

        return different;
    }
}
