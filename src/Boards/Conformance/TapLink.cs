using FhnHw.Boards.Lines;

namespace FhnHw.Boards.Conformance;

/// <summary>A line that remembers the last bytes that came, for rules about what stands between two frames.</summary>
internal sealed class TapLink(ILink line) : ILink
{
    private const int Kept = 1 << 16;

    private readonly Lock _lock = new();
    private readonly List<byte> _bytes = [];

    /// <summary>The last bytes that came, oldest first.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_lock)
            {
                return [.. _bytes];
            }
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, CancellationToken cancellation)
    {
        var count = line.Read(buffer, cancellation);
        lock (_lock)
        {
            if (_bytes.Count + count > 2 * Kept)
            {
                _bytes.RemoveRange(0, _bytes.Count - Kept);
            }

            _bytes.AddRange(buffer.AsSpan(0, count));
        }

        return count;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => line.Write(bytes);

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();
}
