namespace FhnHw.Boards.Sessions;

/// <summary>Others wait for the shared board, and nothing of ours is outstanding: time to let them.</summary>
internal sealed class TurnOverException : Exception;
