// Written by tools/Generate from docs/protocol.json.
namespace FhnHw.Boards.Wire;

/// <summary>The numbers of docs/protocol.md.</summary>
public static class Protocol
{
    /// <summary>Version of the protocol.</summary>
    public const byte Version = 0x01;

    /// <summary>Kind of HELLO, which the host sends: begins a session.</summary>
    public const byte HelloKind = 0x01;

    /// <summary>Kind of JOB, which the host sends: asks for a run of cells.</summary>
    public const byte JobKind = 0x02;

    /// <summary>Kind of READOUT, which the host sends: words of the output layer.</summary>
    public const byte ReadoutKind = 0x03;

    /// <summary>Kind of GREETING, which the board sends: answers HELLO: what the board is.</summary>
    public const byte GreetingKind = 0x81;

    /// <summary>Kind of DATA, which the board sends: a piece of the reply to a job.</summary>
    public const byte DataKind = 0x82;

    /// <summary>Kind of DONE, which the board sends: ends the reply to a job.</summary>
    public const byte DoneKind = 0x83;

    /// <summary>Kind of ERROR, which the board sends: a request or a frame cannot be done.</summary>
    public const byte ErrorKind = 0x84;

    /// <summary>Kind of HEARTBEAT, which the board sends: the board is there.</summary>
    public const byte HeartbeatKind = 0x85;

    /// <summary>Kind of ACK, which the board sends: answers READOUT.</summary>
    public const byte AckKind = 0x86;

    /// <summary>Feature bit of JOB and GREETING, ends: Y of each cell at both ends of the window.</summary>
    public const ushort EndsFeature = 0x0001;

    /// <summary>Feature bit of JOB and GREETING, trace: X of each cell at each sample.</summary>
    public const ushort TraceFeature = 0x0002;

    /// <summary>Feature bit of JOB and GREETING, signs: the sign of X of each cell at each sample.</summary>
    public const ushort SignsFeature = 0x0004;

    /// <summary>Feature bit of JOB and GREETING, signature: a signature of X of each cell over every step.</summary>
    public const ushort SignatureFeature = 0x0008;

    /// <summary>Feature bit of JOB and GREETING, votes: how many samples each class won.</summary>
    public const ushort VotesFeature = 0x0010;

    /// <summary>Feature bit of JOB and GREETING, charge: what Y of each cell gained.</summary>
    public const ushort ChargeFeature = 0x0020;

    /// <summary>Feature bit of JOB and GREETING, per-cell: the job carries parameters and state of each cell.</summary>
    public const ushort PerCellFeature = 0x0040;

    /// <summary>Feature bit of JOB and GREETING, registers: X and noise generator of each cell after the last step.</summary>
    public const ushort RegistersFeature = 0x0080;

    /// <summary>Flag of GREETING: equal jobs give equal bytes.</summary>
    public const byte DeterministicFlag = 0x01;

    /// <summary>Flag of GREETING: a program and no hardware, whose times say nothing.</summary>
    public const byte SimulatedFlag = 0x02;

    /// <summary>Code of ERROR about the link: a frame was damaged.</summary>
    public const byte DamagedFrameError = 0x01;

    /// <summary>Code of ERROR about the link: no session.</summary>
    public const byte NoSessionError = 0x04;

    /// <summary>Code of ERROR about the link: the queue is full.</summary>
    public const byte QueueFullError = 0x05;

    /// <summary>Code of ERROR about a request: unknown kind.</summary>
    public const byte UnknownKindError = 0x02;

    /// <summary>Code of ERROR about a request: a value out of range, or a length that does not fit.</summary>
    public const byte BadValueError = 0x03;

    /// <summary>Code of ERROR about a request: feature not supported.</summary>
    public const byte NotSupportedError = 0x06;

    /// <summary>Code of ERROR about a request: the array made no progress and was stopped.</summary>
    public const byte NoProgressError = 0x07;

    /// <summary>Kind and tag, before each payload.</summary>
    public const int HeadBytes = 2;

    /// <summary>The CRC, after each payload.</summary>
    public const int CrcBytes = 4;

    /// <summary>The shortest frame before coding: no payload.</summary>
    public const int LeastFrameBytes = 6;

    /// <summary>The most bytes of a reply in one DATA.</summary>
    public const int DataBytes = 512;

    /// <summary>The longest frame of a board, before coding.</summary>
    public const int LongestBoardFrameBytes = 520;

    /// <summary>The payload of HELLO.</summary>
    public const int HelloBytes = 4;

    /// <summary>The block number of DATA.</summary>
    public const int BlockBytes = 2;

    /// <summary>The payload of GREETING; later versions append.</summary>
    public const int GreetingBytes = 52;

    /// <summary>The fields of JOB before its S.</summary>
    public const int JobHeadBytes = 19;

    /// <summary>What per-cell parameters add to these fields.</summary>
    public const int PerCellHeadBytes = 5;

    /// <summary>The payload of DONE.</summary>
    public const int DoneBytes = 10;

    /// <summary>The payload of HEARTBEAT.</summary>
    public const int HeartbeatBytes = 5;

    /// <summary>The payload of ERROR.</summary>
    public const int ErrorBytes = 1;

    /// <summary>C of a cell in JOB.</summary>
    public const int GainBytes = 2;

    /// <summary>The noise generator of a cell, in JOB and in its reply.</summary>
    public const int NoiseBytes = 4;

    /// <summary>The most words in one READOUT.</summary>
    public const int ReadoutWordsAtOnce = 256;

    /// <summary>Classes that every board takes that counts votes.</summary>
    public const int VoteClasses = 16;

    /// <summary>Counts of a job, images times classes, that every board takes that counts votes.</summary>
    public const int VoteCounts = 256;

    /// <summary>The constants' hash in GREETING.</summary>
    public const int HashBytes = 8;

    /// <summary>The name in GREETING.</summary>
    public const int NameBytes = 16;

    /// <summary>The most transient steps, window steps and stride of a job.</summary>
    public const int MaxSteps = 67108864;

    /// <summary>The shortest time between two heartbeats that a board may choose.</summary>
    public const int LeastHeartbeatMilliseconds = 100;

    /// <summary>The longest.</summary>
    public const int MostHeartbeatMilliseconds = 500;

    /// <summary>The rate of a serial line where none is said.</summary>
    public const int DefaultBaud = 3000000;
}
