using FhnHw.Boards.Arrays;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Tests.Simulation;

/// <summary>A simulation shows something that must not be. The message says what.</summary>
internal sealed class ProblemException(string message) : Exception(message);

/// <summary>Holds what a board gave against the normative array, to the bit.</summary>
internal static class Comparison
{
    /// <summary>Compares all that was asked for.</summary>
    /// <exception cref="ProblemException">Something differs.</exception>
    public static void Check(CellSet cells, ushort[] codes, Features asked, Response expected, Response got)
    {
        Same("trace", asked.HasFlag(Features.Trace) ? expected.Trace!.Words?.AsSpan().ToArray() : null, got.Trace?.Words?.AsSpan().ToArray());
        Same("signs", expected.Signs?.Words, got.Signs?.Words);
        Same("mean", asked.HasFlag(Features.Mean) ? expected.MeanX : null, asked.HasFlag(Features.Mean) ? got.MeanX : null);
        Same("ends", asked.HasFlag(Features.Ends) ? expected.Ends : null, asked.HasFlag(Features.Ends) ? got.Ends : null);
        Same("sum of activations", expected.ActivationSum, got.ActivationSum);
        Same("mean of activations", expected.MeanActivation, got.MeanActivation);
        Same("votes", expected.Votes, got.Votes);
        Same("signatures", asked.HasFlag(Features.Signature) ? cells.Signatures(codes) : null, got.Signatures);
        Same("saturated runs", [expected.SaturatedRuns], [got.SaturatedRuns]);
    }

    /// <summary>Compares the registers of stateful cells.</summary>
    public static void CheckMemory(CellSet cells, BoardArray array) => Same("registers", cells.Memory, array.Memory);

    private static void Same<T>(string what, T[]? expected, T[]? got)
        where T : IEquatable<T>
    {
        if (!expected.AsSpan().SequenceEqual(got))
        {
            var at = expected is null || got is null ? 0 : expected.AsSpan().CommonPrefixLength(got);
            throw new ProblemException($"WRONG NUMBERS: {what} {Text(got, at)} where {Text(expected, at)} is right (at {at})");
        }
    }

    private static string Text<T>(T[]? values, int at) => values is null ? "nothing" : at < values.Length ? $"{values[at]}" : $"{values.Length} values";
}
