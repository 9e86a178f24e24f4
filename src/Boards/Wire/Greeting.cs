using System.Buffers.Binary;
using System.Text;

namespace FhnHw.Boards.Wire;

/// <summary>What a board says it is; the fields of GREETING, in their order.</summary>
public sealed record Greeting
{
    /// <summary>The nonce of the HELLO that is answered.</summary>
    public uint Nonce { get; init; }

    /// <summary>Version of the protocol.</summary>
    public byte Version { get; init; } = Protocol.Version;

    /// <summary>True where equal jobs give equal bytes.</summary>
    public bool Deterministic { get; init; }

    /// <summary>True where a program simulates the board.</summary>
    public bool Simulated { get; init; }

    /// <summary>Feature bits.</summary>
    public ushort Features { get; init; }

    /// <summary>W, bits of X.</summary>
    public byte WordBits { get; init; }

    /// <summary>k of dt = 2^-k.</summary>
    public byte DtExponent { get; init; }

    /// <summary>e, fraction bits of S and Y beyond those of X.</summary>
    public byte ExtraBits { get; init; }

    /// <summary>Bytes of X, S and Y.</summary>
    public byte XBytes { get; init; }

    /// <inheritdoc cref="XBytes"/>
    public byte SBytes { get; init; }

    /// <inheritdoc cref="XBytes"/>
    public byte YBytes { get; init; }

    /// <summary>Neuron-steps finished in a clock; 0 where that says nothing.</summary>
    public ushort Lanes { get; init; }

    /// <summary>The most cells in a job.</summary>
    public ushort Cells { get; init; }

    /// <summary>Bytes of waiting requests.</summary>
    public ushort Queue { get; init; }

    /// <summary>Milliseconds between two heartbeats.</summary>
    public ushort Heartbeat { get; init; }

    /// <summary>Clock, Hz; 0 where that says nothing.</summary>
    public uint Clock { get; init; }

    /// <summary>Words of readout that the board holds.</summary>
    public ushort ReadoutWords { get; init; }

    /// <summary>The constants' hash, 16 hexadecimal digits; all 0 on a board that does not compute the normative step.</summary>
    public string Constants { get; init; } = NoHash;

    /// <summary>The board's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The hash of a board that does not compute the normative step, such as an analog one.</summary>
    public static string NoHash { get; } = new('0', 2 * Protocol.HashBytes);

    /// <summary>True where the board computes the normative step, bit for bit.</summary>
    public bool IsNormative => Constants != NoHash;

    /// <summary>True where the board has a feature.</summary>
    public bool Has(ushort feature) => (Features & feature) == feature;

    /// <summary>Reads a payload; null where it is too short.</summary>
    public static Greeting? Of(ReadOnlySpan<byte> payload) => payload.Length < Protocol.GreetingBytes ? null : new Greeting
    {
        Nonce = BinaryPrimitives.ReadUInt32LittleEndian(payload),
        Version = payload[4],
        Deterministic = (payload[5] & Protocol.DeterministicFlag) != 0,
        Simulated = (payload[5] & Protocol.SimulatedFlag) != 0,
        Features = BinaryPrimitives.ReadUInt16LittleEndian(payload[6..]),
        WordBits = payload[8],
        DtExponent = payload[9],
        ExtraBits = payload[10],
        XBytes = payload[11],
        SBytes = payload[12],
        YBytes = payload[13],
        Lanes = BinaryPrimitives.ReadUInt16LittleEndian(payload[14..]),
        Cells = BinaryPrimitives.ReadUInt16LittleEndian(payload[16..]),
        Queue = BinaryPrimitives.ReadUInt16LittleEndian(payload[18..]),
        Heartbeat = BinaryPrimitives.ReadUInt16LittleEndian(payload[20..]),
        Clock = BinaryPrimitives.ReadUInt32LittleEndian(payload[22..]),
        ReadoutWords = BinaryPrimitives.ReadUInt16LittleEndian(payload[26..]),
        Constants = Convert.ToHexStringLower(payload.Slice(28, Protocol.HashBytes)),
        Name = NameOf(payload.Slice(36, Protocol.NameBytes)),
    };

    /// <summary>The payload.</summary>
    public byte[] ToPayload()
    {
        var payload = new byte[Protocol.GreetingBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(payload, Nonce);
        payload[4] = Version;
        payload[5] = (byte)((Deterministic ? Protocol.DeterministicFlag : 0) | (Simulated ? Protocol.SimulatedFlag : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(6), Features);
        payload[8] = WordBits;
        payload[9] = DtExponent;
        payload[10] = ExtraBits;
        payload[11] = XBytes;
        payload[12] = SBytes;
        payload[13] = YBytes;
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(14), Lanes);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(16), Cells);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(18), Queue);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(20), Heartbeat);
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(22), Clock);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(26), ReadoutWords);
        Convert.FromHexString(Constants).CopyTo(payload, 28);
        Encoding.ASCII.GetBytes(Name.AsSpan(0, Math.Min(Name.Length, Protocol.NameBytes)), payload.AsSpan(36));
        return payload;
    }

    // Up to the first zero; characters that do not print become question marks.
    private static string NameOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        var name = Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
        return string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
    }
}
