using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>What differs between two greetings, in words.</summary>
internal static class GreetingDifferences
{
    private static readonly (string Name, Func<Greeting, object> Value)[] Fields =
    [
        ("name", board => board.Name), ("constants", board => board.Constants), ("version", board => board.Version),
        ("deterministic", board => board.Deterministic), ("simulated", board => board.Simulated), ("features", board => $"0x{board.Features:x4}"),
        ("wordBits", board => board.WordBits), ("dtExponent", board => board.DtExponent), ("extraBits", board => board.ExtraBits),
        ("xBytes", board => board.XBytes), ("sBytes", board => board.SBytes), ("yBytes", board => board.YBytes), ("lanes", board => board.Lanes),
        ("cells", board => board.Cells), ("queue", board => board.Queue), ("heartbeat", board => board.Heartbeat), ("clock", board => board.Clock),
        ("readoutWords", board => board.ReadoutWords),
    ];

    /// <summary>The fields that differ, the nonce apart; empty where none does.</summary>
    /// <param name="before">What the board said first.</param>
    /// <param name="now">What it says now.</param>
    public static string Of(Greeting before, Greeting now) => string.Join(", ", Fields
        .Where(field => !field.Value(before).Equals(field.Value(now)))
        .Select(field => FormattableString.Invariant($"{field.Name} {Quoted(field.Value(now))} where {Quoted(field.Value(before))} was")));

    private static object Quoted(object value) => value is string text && !text.StartsWith("0x", StringComparison.Ordinal) ? $"'{text}'" : value;
}
