namespace FhnHw.Files;

/// <summary>Passes another stream's bytes on, and keeps their number and checksum.</summary>
/// <param name="source">The stream; disposed with this one.</param>
internal sealed class Crc32Stream(Stream source) : ForwardStream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Their CRC-32.</summary>
    public uint Crc { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        Crc = Crc32.Append(Crc, buffer[..read]);
        Count += read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
