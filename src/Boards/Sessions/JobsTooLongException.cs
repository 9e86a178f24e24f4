namespace FhnHw.Boards.Sessions;

/// <summary>
/// The line damages so much that no job's reply gets through whole, and shorter ones may: <see cref="Board.ReplyBytes"/> is smaller now, and
/// the jobs that were not taken are to be cut anew.
/// </summary>
internal sealed class JobsTooLongException(Exception cause) : Exception("the jobs are too long for this line", cause);
