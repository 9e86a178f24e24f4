namespace FhnHw.Generate.Wire;

/// <summary>The session of docs/protocol.md, section 6, in hexadecimal: fields apart, and then as it is on the wire.</summary>
internal static class ExampleSession
{
    // Two cells' Y, X of two samples, and Y again, at 16 bits: bytes of each word.
    private static readonly int[] ReplyWords = [3, 3, 2, 2, 2, 2, 3, 3];

    public static IEnumerable<string> Lines(ProtocolData data)
    {
        var frames = FrameVectors.Example()
            .Select(example => (data.Frames.Single(frame => frame.Kind == example.Frame[0]).Name, example.Frame)).ToArray();
        return
        [
            "| frame | bytes |",
            "| --- | --- |",
            .. frames.Select(each => $"| {each.Name} | `{Apart(each.Frame, Widths(data.Frame(each.Name), each.Frame.Length))}` |"),
            "",
            "On the wire, coded and with the zeros that end them (before GREETING there is one more):",
            "",
            .. frames.SelectMany(each => Folded(each.Name, FrameVectors.Coded(each.Frame))),
        ];
    }

    private static IEnumerable<int> Widths(WireFrame frame, int length)
    {
        int[] fields = [1, 1, .. frame.Fields.Select(field => field.Size)];
        var rest = length - fields.Sum() - 4;
        return [.. fields, .. frame.Name == "DATA" ? ReplyWords : Enumerable.Repeat(2, rest / 2), 4];
    }

    private static string Apart(byte[] frame, IEnumerable<int> widths)
    {
        var (words, at) = (new List<string>(), 0);
        foreach (var width in widths)
        {
            words.Add(Convert.ToHexString(frame.AsSpan(at, width)));
            at += width;
        }

        return at == frame.Length ? string.Join(' ', words) : throw new InvalidDataException("A frame of the example has other fields.");
    }

    // Lines of 32 bytes, as a block of code.
    private static IEnumerable<string> Folded(string name, byte[] coded) => coded.Append((byte)0).Chunk(32).Select((line, number) =>
        $"    {(number == 0 ? name : ""),-9} {string.Join(' ', line.Select(each => each.ToString("X2", null)))}");
}
