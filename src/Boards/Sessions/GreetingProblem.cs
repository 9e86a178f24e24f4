using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sessions;

/// <summary>Why a frame is not the greeting that answers a HELLO.</summary>
internal static class GreetingProblem
{
    /// <summary>What the frame is, as the object of a sentence.</summary>
    /// <param name="frame">What came.</param>
    /// <param name="hello">The nonce that was sent; its first byte is the tag.</param>
    public static string Of(Frame frame, ReadOnlySpan<byte> hello) => frame switch
    {
        { IsDamaged: true } => "bytes that are no frame",
        { Kind: not Protocol.GreetingKind } => $"a frame of kind 0x{frame.Kind:x2} and no greeting",
        { Payload.Length: < Protocol.GreetingBytes } => $"a greeting of {frame.Payload.Length} bytes, where {Protocol.GreetingBytes} are due,",
        _ when !frame.Payload.AsSpan(0, Protocol.HelloBytes).SequenceEqual(hello) => "a greeting with another nonce than that of the last HELLO",
        _ => $"a greeting with tag {frame.Tag}, where {hello[0]} was due,",
    };
}
