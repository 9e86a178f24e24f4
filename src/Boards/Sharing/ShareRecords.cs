namespace FhnHw.Boards.Sharing;

/// <summary>A turn that is over, as the log of a shared board has it: one JSON object a line.</summary>
/// <param name="Client">What the client called itself: a claim that nothing checks.</param>
/// <param name="Address">Where it was.</param>
/// <param name="Joined">When it got in the queue, UTC.</param>
/// <param name="From">When it got the board, UTC.</param>
/// <param name="To">When it had it no longer, UTC.</param>
/// <param name="Jobs">Jobs whose reply went to it.</param>
/// <param name="BytesSent">Bytes to the board.</param>
/// <param name="BytesReceived">Bytes from the board.</param>
/// <param name="Reason">Why the turn ended, in words.</param>
public sealed record TurnRecord(
    string Client, string Address, DateTime Joined, DateTime From, DateTime To, long Jobs, long BytesSent, long BytesReceived, string Reason);

/// <summary>Who has a shared board and who waits.</summary>
/// <param name="Board">The board's name; null before its first greeting.</param>
/// <param name="IsAway">True while there is no board.</param>
/// <param name="Since">Since when the server runs, UTC.</param>
/// <param name="Holder">Who has the board, or null.</param>
/// <param name="Waiting">Who waits, the next one first.</param>
/// <param name="Turns">Turns that are over.</param>
public sealed record ShareStatus(string? Board, bool IsAway, DateTime Since, ShareClient? Holder, IReadOnlyList<ShareClient> Waiting, long Turns);

/// <summary>A client, as <see cref="ShareStatus"/> has it.</summary>
/// <param name="Client">What it calls itself: a claim that nothing checks.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Since">Since when it has the board, or waits, UTC.</param>
/// <param name="Jobs">Jobs so far.</param>
/// <param name="BytesSent">Bytes to the board.</param>
/// <param name="BytesReceived">Bytes from the board.</param>
public sealed record ShareClient(string Client, string Address, DateTime Since, long Jobs, long BytesSent, long BytesReceived);
