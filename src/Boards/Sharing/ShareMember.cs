using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>One client of a shared board, from its connection to its end.</summary>
/// <param name="connection">Its connection.</param>
/// <param name="nonce">The nonce that it was sent.</param>
/// <param name="now">When it came, as all times here in ticks of the desk's clock.</param>
internal sealed class ShareMember(IShareConnection connection, byte[] nonce, long now)
{
    /// <summary>Its connection.</summary>
    public IShareConnection Connection => connection;

    /// <summary>The nonce that it was sent; null once it was answered.</summary>
    public byte[]? Nonce { get; set; } = nonce;

    /// <summary>What it sends, frame by frame.</summary>
    public ClientFrames Frames { get; } = new();

    /// <summary>What it calls itself.</summary>
    public string Name { get; set; } = "unnamed";

    /// <summary>True for a client that knows that the board is shared: it joined by JOIN, and gives signs of life.</summary>
    public bool Knows { get; set; }

    /// <summary>When it came, joined the queue, got the board.</summary>
    public long Came { get; } = now;

    /// <inheritdoc cref="Came"/>
    public long Joined { get; set; }

    /// <inheritdoc cref="Came"/>
    public long Began { get; set; }

    /// <summary>When it sent something, last.</summary>
    public long Heard { get; set; } = now;

    /// <summary>When it was told its place, last; null when there is news.</summary>
    public long? Told { get; set; }

    /// <summary>Its last HELLO while it waited, which the board gets at its turn where the client knows nothing of turns.</summary>
    public byte[]? Hello { get; set; }

    /// <summary>Since when it was asked to yield; null where it was not.</summary>
    public long? Asked { get; set; }

    /// <summary>Since when it has not taken what was sent to it; null where it takes it.</summary>
    public long? Clogged { get; set; }

    /// <summary>Bytes that came in the stretch of time that began at <see cref="Stretch"/>.</summary>
    public long Bytes { get; set; }

    /// <inheritdoc cref="Bytes"/>
    public long Stretch { get; set; } = now;

    /// <summary>What it has done at its turn.</summary>
    public TurnCount Count { get; } = new();
}

/// <summary>What a client does with the board, counted frame by frame.</summary>
internal sealed class TurnCount
{
    /// <summary>Jobs whose DONE went to the client; bytes to and from the board.</summary>
    public long Jobs { get; private set; }

    /// <inheritdoc cref="Jobs"/>
    public long Sent { get; private set; }

    /// <inheritdoc cref="Jobs"/>
    public long Received { get; private set; }

    /// <summary>Requests without an answer yet.</summary>
    public int Outstanding { get; private set; }

    /// <summary>True where words of a readout went to the board.</summary>
    public bool SentReadout { get; private set; }

    /// <summary>When there was something outstanding, last.</summary>
    public long Worked { get; set; }

    /// <summary>A piece went to the board.</summary>
    public void Sends(Frame frame, int bytes)
    {
        Sent += bytes;
        SentReadout |= frame.Kind == Protocol.ReadoutKind;
        Outstanding = frame.Kind == Protocol.HelloKind ? 0 : Outstanding + (frame.Kind is Protocol.JobKind or Protocol.ReadoutKind ? 1 : 0);
    }

    /// <summary>Bytes went to the client.</summary>
    public void Takes(int bytes) => Received += bytes;

    /// <summary>A frame went to the client.</summary>
    public void Takes(Frame frame)
    {
        var isDone = frame.Kind == Protocol.DoneKind;
        Jobs += isDone ? 1 : 0;
        var ends = isDone || frame.Kind == Protocol.AckKind || (frame.Kind == Protocol.ErrorKind && frame.Tag != 0);
        Outstanding = Math.Max(0, Outstanding - (ends ? 1 : 0));
    }
}
