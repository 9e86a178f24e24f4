using System.Diagnostics;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Kernels.OpenCl;

/// <summary>Trials of forms on one device, for cells of some settings: whether a form's bits are right, and how fast it is.</summary>
/// <param name="device">The device.</param>
/// <param name="settings">What the array is made for.</param>
/// <param name="tunings">Where built programs are kept, or null.</param>
internal sealed class OpenClTrial(OpenClDevice device, ArraySettings settings, IOpenClTunings? tunings) : IOpenClTrial
{
    // The check takes more runs than a group has, so that groups that are full and one that is not are compared; its window and stride are no
    // multiples of the 8 steps after which noise generators move.
    private const int CheckedRuns = 300;
    private const int MostRuns = 1 << 18;
    private static readonly Window CheckWindow = new(37, 203, 7), SpeedWindow = new(4096, 4096, 16);

    // Mesa's llvmpipe leaves a kernel when its loops have gone round 65,535 times. More runs tell no more.
    private static readonly Window LongWindow = new(66_000, 66_000, 1);
    private const int LongRuns = 2;

    /// <summary>Why a form is refused whose bits are right at first.</summary>
    public const string WrongAfterManySteps = "its bits are not those of the normative step after many steps";

    // A call that takes this long is measured well enough.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(5);

    // Stateful cells have the kernels of cells that are reset.
    private readonly ArraySettings _cells = settings with { Imperfections = settings.Imperfections with { Stateful = false } };
    private readonly Dictionary<OpenClForm, int> _runs = []; // of a call that takes long enough

    /// <inheritdoc/>
    public string? RefusalOf(OpenClForm form)
    {
        try
        {
            using (var check = Open(form, CheckWindow))
            {
                if (!IsRight(check, check.Settings))
                {
                    return "its bits are not those of the normative step";
                }
            }

            using (var check = Open(form, LongWindow))
            {
                if (!IsRight(check, check.Settings, LongRuns))
                {
                    return WrongAfterManySteps;
                }
            }

            using var array = Open(form, SpeedWindow);
            _runs[form] = RunsOfCall(array, form.GroupCells * device.ComputeUnits);
            return null;
        }
        catch (DeviceLostException error)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public double SpeedOf(OpenClForm form)
    {
        using var array = Open(form, SpeedWindow); // borrows what the trial before it built
        return _runs[form] * (double)SpeedWindow.TotalSteps / Time(array, _runs[form]).TotalSeconds;
    }

    /// <summary>True where samples, Y at the window's ends and saturation of an array are those of the normative step.</summary>
    /// <param name="array">The array.</param>
    /// <param name="expected">The settings that it should have.</param>
    /// <param name="runs">Number of runs that are compared.</param>
    public static bool IsRight(ICellArray array, ArraySettings expected, int runs = CheckedRuns)
    {
        var codes = Codes(runs, expected);
        Response response;
        try
        {
            response = array.Run(new(codes, Features.Trace | Features.Ends));
        }
        catch (WrongNumbersException)
        {
            return false; // the charge does not balance
        }

        var inputWords = new RunInputWords(expected).Of(codes, 0);
        var perCell = expected.HasPerCellParameters ? new PerCellRuns(expected) : null;
        // The ADC stands behind the cells; here only its samples can be compared.
        var words = response.Trace!.Words!;
        var saturated = 0;
        for (var run = 0; run < codes.Length; run++)
        {
            var column = new short[expected.Window.Samples];
            var ends = Normative(expected, perCell, run, inputWords[run], column, out var clamped);
            saturated += clamped ? 1 : 0;
            if (response.Ends is not null && response.Ends[run] != ends)
            {
                return false;
            }

            for (var m = 0; m < column.Length; m++)
            {
                if (words[(m * codes.Length) + run] != column[m])
                {
                    return false;
                }
            }
        }

        return saturated == response.SaturatedRuns;
    }

    private static WindowEnds Normative(
        ArraySettings settings, PerCellRuns? perCell, int run, int S, short[] samples, out bool saturated)
    {
        var (constants, window) = (settings.Constants, settings.Window);
        var cell = perCell?.Start(run, S, 0) ?? new CellRegisters(S, constants.EpsGain, constants.InitialState, 0, 0, new NoiseGenerator(1));
        var (state, noise, first) = (cell.State, cell.Noise, 0L);
        saturated = false;
        for (var n = 0; n < window.TotalSteps; n++)
        {
            var inWindow = n - window.TransientSteps;
            first = inWindow == 0 ? state.Y(settings.Format) : first;
            if (inWindow >= 0 && inWindow % window.Stride == 0)
            {
                samples[inWindow / window.Stride] = (short)(settings.Adc?.Read(state.X) ?? state.X);
            }

            var (signX, signY) = noise.Signs(n);
            state = FixedStep.Advance(
                state, S, cell.EpsGain, signX * cell.NoiseX, signY * cell.NoiseY, settings.Format, out var clamped);
            saturated |= clamped;
        }

        return new WindowEnds(first, state.Y(settings.Format));
    }

    private OpenClArray Open(OpenClForm form, Window window) => new(_cells with { Window = window }, device, form, tunings);

    // Twice as many runs until a call takes long enough.
    private static int RunsOfCall(OpenClArray array, int least)
    {
        var runs = least;
        while (Time(array, runs) < LongEnough && runs * 2 <= MostRuns)
        {
            runs *= 2;
        }

        return runs;
    }

    private static TimeSpan Time(OpenClArray array, int runs)
    {
        var codes = Codes(runs, array.Settings);
        var start = Stopwatch.GetTimestamp();
        _ = array.Run(new(codes, Features.None));
        return Stopwatch.GetElapsedTime(start);
    }

    // Neighbours have codes that are far apart.
    private static ushort[] Codes(int runs, ArraySettings settings) =>
        [.. Enumerable.Range(0, runs).Select(run => (ushort)((run * 977L) % settings.Codes.Count))];
}
