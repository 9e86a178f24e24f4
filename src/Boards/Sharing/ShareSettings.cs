using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>How a board is shared.</summary>
public sealed record ShareSettings
{
    /// <summary>With the token that clients must know; null where everybody may come who reaches the port.</summary>
    public ShareCredentials? Token { get; init; }

    /// <summary>How long a turn lasts at least where others wait; null for as long as its client has work.</summary>
    public TimeSpan? Turn { get; init; }

    /// <summary>After how long without an outstanding request the holder loses the board to those who wait; null for never.</summary>
    public TimeSpan? Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the holder may still finish what is outstanding once it is asked to yield.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may give no sign of life before it loses the board or its place.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the board may say nothing before its line is opened again: twice as long as a host waits, and longer than two heartbeats.</summary>
    public TimeSpan BoardSilence { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a connection may say nothing before it joins.</summary>
    public TimeSpan Joining { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most connections at once; where one more comes, the oldest that has not joined goes.</summary>
    public int MostClients { get; init; } = 256;
}
