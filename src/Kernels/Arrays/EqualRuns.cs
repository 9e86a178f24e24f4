using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Arrays;

/// <summary>
/// Runs that are equal to the bit: on a fixed-point array whose cells are all alike, those of equal input words S. One of them is enough.
/// </summary>
/// <remarks>
/// At gamma 0 all codes have one word, and the words of gamma are those of -gamma in the opposite order. Nothing is made of the model's symmetry:
/// responses to S and to -S are no mirror images, since rounding down is not symmetric.
/// </remarks>
public static class EqualRuns
{
    /// <summary>The first code of each input word, ascending.</summary>
    /// <param name="settings">Settings of cells that are all alike.</param>
    public static ushort[] Distinct(ArraySettings settings)
    {
        var known = new HashSet<int>();
        return [.. Words(settings).Index().Where(code => known.Add(code.Item)).Select(code => (ushort)code.Index)];
    }

    /// <summary>Which run has the input word of each code.</summary>
    /// <param name="wanted">The settings whose codes are looked for.</param>
    /// <param name="known">The settings that differ from them in no more than the currents.</param>
    /// <param name="runs">The codes of the known settings that were run.</param>
    /// <returns>A run for each code, or null where a word was not run.</returns>
    public static int[]? Find(ArraySettings wanted, ArraySettings known, ReadOnlySpan<ushort> runs)
    {
        var (words, places) = (Words(known), new Dictionary<int, int>());
        for (var run = 0; run < runs.Length; run++)
        {
            places.TryAdd(words[runs[run]], run);
        }

        var found = Array.ConvertAll(Words(wanted), word => places.GetValueOrDefault(word, -1));
        return found.Contains(-1) ? null : found;
    }

    /// <summary>Some runs of a response, each as often as it is named. Signs, votes and signatures are left out.</summary>
    /// <param name="response">A response in which no run saturated, or all runs are taken once.</param>
    /// <param name="runs">The runs to take, in order.</param>
    /// <param name="format">The number format of the array.</param>
    public static Response Take(Response response, int[] runs, CellFormat format) => new()
    {
        Runs = runs.Length,
        SaturatedRuns = response.SaturatedRuns,
        Trace = response.Trace is { Words: { } words } trace
            ? new FixedTrace(trace.Samples, runs.Length, Columns(words.AsSpan(), trace.Runs, trace.Samples, runs), format) : null,
        Ends = Pick(response.Ends, runs),
        MeanX = Pick(response.MeanX, runs),
        ActivationSum = Pick(response.ActivationSum, runs),
        MeanActivation = Pick(response.MeanActivation, runs),
    };

    private static int[] Words(ArraySettings settings) => settings.Codes.InputWords(settings.Constants);

    private static short[] Columns(ReadOnlySpan<short> words, int columns, int rows, int[] taken)
    {
        var result = new short[checked(rows * taken.Length)];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < taken.Length; column++)
            {
                result[(row * taken.Length) + column] = words[(row * columns) + taken[column]];
            }
        }

        return result;
    }

    private static T[]? Pick<T>(T[]? values, int[] runs) => values is null ? null : Array.ConvertAll(runs, run => values[run]);
}
