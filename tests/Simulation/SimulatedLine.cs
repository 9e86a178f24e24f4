using System.Collections.Concurrent;
using FhnHw.Boards.Lines;

namespace FhnHw.Tests.Simulation;

/// <summary>The host's end of the line while it is open.</summary>
internal sealed class SimulatedLine(World world) : ILink
{
    private readonly byte[] _buffer = new byte[1 << 14];
    private Action<byte[], int>? _received;
    private Action<LinkGoneException>? _gone;
    private bool _broken;

    /// <summary>The reading side, which the world drives whenever the host waits.</summary>
    public ILineReader Read(Action<byte[], int> received, Action<LinkGoneException> gone)
    {
        (_received, _gone) = (received, gone);
        return new Reader(world, this);
    }

    /// <summary>Bytes come.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer);
        if (!_broken)
        {
            _received?.Invoke(_buffer, bytes.Length);
        }
    }

    /// <summary>The port vanishes.</summary>
    public void Break()
    {
        if (!_broken)
        {
            _broken = true;
            _gone?.Invoke(new LinkGoneException("the port closed"));
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, CancellationToken cancellation) => throw new NotSupportedException("The world hands bytes on as they come.");

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var limit = world.Now + World.Second;
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, world.Up.Room(world.Now));
            if (_broken || world.Now >= limit)
            {
                throw new LinkGoneException(_broken ? "the port closed" : "the port took no bytes");
            }

            if (count > 0)
            {
                world.Up.Send(world.Now, bytes[..count]);
                bytes = bytes[count..];
            }
            else
            {
                world.Step(Math.Min(limit, world.Up.RoomAt(world.Now)));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => world.Close(this);

    private sealed class Reader(World world, SimulatedLine line) : ILineReader
    {
        public bool HasEnded { get; private set; }

        public bool TryTake<T>(BlockingCollection<T> queue, TimeSpan patience, out T? item)
        {
            var until = world.Now + World.Ticks(patience);
            while (!queue.TryTake(out item))
            {
                if (queue.IsAddingCompleted || !world.Step(until))
                {
                    return queue.TryTake(out item);
                }
            }

            return true;
        }

        public void Dispose()
        {
            HasEnded = true;
            line.Dispose();
        }
    }
}
