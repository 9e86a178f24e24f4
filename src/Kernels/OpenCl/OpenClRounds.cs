namespace FhnHw.Kernels.OpenCl;

/// <summary>Measures forms in turns, so that what else runs on the machine slows all of them and not the one whose turn it is.</summary>
internal static class OpenClRounds
{
    // Rounds go on until so many have passed in which no form was faster than ever by more than Gain, or there were Most.
    private const int Quiet = 8, Most = 24;
    private const double Gain = 1.02;

    /// <summary>The best speed of each form: other work makes a call slower, and nothing makes one faster than the form is.</summary>
    /// <param name="forms">The forms.</param>
    /// <param name="speed">The speed of one call of a form.</param>
    public static double[] Best(IReadOnlyList<OpenClForm> forms, Func<OpenClForm, double> speed)
    {
        var best = new double[forms.Count];
        for (var (round, quiet) = (0, 0); round < Most && quiet < Quiet; round++)
        {
            quiet++;
            for (var i = 0; i < best.Length; i++)
            {
                var one = speed(forms[i]);
                quiet = one > Gain * best[i] ? 0 : quiet;
                best[i] = Math.Max(best[i], one);
            }
        }

        return best;
    }
}
