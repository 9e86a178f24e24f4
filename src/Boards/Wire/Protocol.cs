namespace FhnHw.Boards.Wire;

/// <summary>
/// The numbers of docs/protocol.md. This is their one source: tools/Generate writes them for the Verilog of the board and for the C of the
/// reference device.
/// </summary>
public static class Protocol
{
    /// <summary>Version of the protocol.</summary>
    public const byte Version = 1;

    /// <summary>Kinds of frames that the host sends.</summary>
    public const byte HelloKind = 0x01, JobKind = 0x02, ReadoutKind = 0x03;

    /// <summary>Kinds of frames that the board sends.</summary>
    public const byte GreetingKind = 0x81, DataKind = 0x82, DoneKind = 0x83, ErrorKind = 0x84, HeartbeatKind = 0x85, AckKind = 0x86;

    /// <summary>Feature bits of JOB and GREETING.</summary>
    public const ushort EndsFeature = 0x0001, TraceFeature = 0x0002, SignsFeature = 0x0004, SignatureFeature = 0x0008,
        VotesFeature = 0x0010, ChargeFeature = 0x0020, PerCellFeature = 0x0040, RegistersFeature = 0x0080;

    /// <summary>Flags of GREETING: equal jobs give equal bytes; the board is simulated.</summary>
    public const byte DeterministicFlag = 0x01, SimulatedFlag = 0x02;

    /// <summary>Codes of ERROR about the link: a frame was damaged, no session, the queue is full.</summary>
    public const byte DamagedFrameError = 1, NoSessionError = 4, QueueFullError = 5;

    /// <summary>
    /// Codes of ERROR about a request: unknown kind, a value or a length out of range, feature not supported, array without progress.
    /// </summary>
    public const byte UnknownKindError = 2, BadValueError = 3, NotSupportedError = 6, NoProgressError = 7;

    /// <summary>Bytes around each payload: kind and tag before it, the CRC after it.</summary>
    public const int HeadBytes = 2, CrcBytes = 4;

    /// <summary>The shortest frame before coding: no payload.</summary>
    public const int LeastFrameBytes = HeadBytes + CrcBytes;

    /// <summary>The longest payload part of DATA, without its block number; and the longest frame of a board, before coding.</summary>
    public const int DataBytes = 512, LongestBoardFrameBytes = LeastFrameBytes + BlockBytes + DataBytes;

    /// <summary>
    /// Bytes of payloads: HELLO, the block number of DATA, GREETING (later versions append), the fields of JOB before its S, the per-cell
    /// head after them, DONE, HEARTBEAT, ERROR.
    /// </summary>
    public const int HelloBytes = 4, BlockBytes = 2, GreetingBytes = 52, JobHeadBytes = 19,
        PerCellHeadBytes = 5, DoneBytes = 10, HeartbeatBytes = 5, ErrorBytes = 1;

    /// <summary>Bytes of C and of the noise generator's words in JOB and in its reply.</summary>
    public const int GainBytes = 2, NoiseBytes = 4;

    /// <summary>The most words in one READOUT.</summary>
    public const int ReadoutWordsAtOnce = 256;

    /// <summary>What every board that counts votes takes: classes, and counts (images times classes) of a job.</summary>
    public const int VoteClasses = 16, VoteCounts = 256;

    /// <summary>Bytes of the constants' hash and of the name in GREETING.</summary>
    public const int HashBytes = 8, NameBytes = 16;

    /// <summary>The most transient steps, window steps and stride of a job.</summary>
    public const int MaxSteps = 1 << 26;

    /// <summary>Milliseconds between two heartbeats: the least and the most that a board may choose.</summary>
    public const int LeastHeartbeatMilliseconds = 100, MostHeartbeatMilliseconds = 500;

    /// <summary>The rate of a serial line where none is said, baud.</summary>
    public const int DefaultBaud = 3_000_000;
}
