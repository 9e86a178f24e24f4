using System.Buffers.Binary;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>
/// Makes a board as new between two clients: begins a session of its own, so that jobs stop and frames in flight are drained; overwrites the
/// words of the readout where the last client sent some; begins another session, which has none.
/// </summary>
internal sealed class BoardCleaner
{
    private static readonly TimeSpan HelloPatience = TimeSpan.FromMilliseconds(400), WordsPatience = TimeSpan.FromSeconds(5);

    private readonly Action<byte[]> _write;
    private readonly TimeProvider _time;
    private readonly Func<uint> _nonces;
    private readonly Queue<byte[]> _words = new();
    private uint _nonce;
    private long _asked, _began;
    private bool _wiping, _wiped;

    /// <summary>Makes a cleaner that is done.</summary>
    /// <param name="write">Sends bytes to the board.</param>
    /// <param name="time">The clock.</param>
    /// <param name="nonces">Gives the nonce of each HELLO.</param>
    public BoardCleaner(Action<byte[]> write, TimeProvider time, Func<uint> nonces) => (_write, _time, _nonces) = (write, time, nonces);

    /// <summary>True from the second greeting on, until it begins again.</summary>
    public bool IsDone { get; private set; }

    /// <summary>What the board says it is; null before its first greeting.</summary>
    public Greeting? Board { get; private set; }

    /// <summary>Time since it began.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_began);

    /// <summary>Begins.</summary>
    /// <param name="wipe">True to overwrite the words of the readout.</param>
    public void Begin(bool wipe)
    {
        (IsDone, _wiping, _wiped) = (false, false, !wipe);
        _words.Clear();
        _began = _time.GetTimestamp();
        Hello();
    }

    /// <summary>Asks again where no answer came in time.</summary>
    public void Tick()
    {
        if (!IsDone && _time.GetElapsedTime(_asked) >= (_wiping ? WordsPatience : HelloPatience))
        {
            _wiping = false;
            Hello();
        }
    }

    /// <summary>Takes a frame of the board.</summary>
    public void Take(Frame frame)
    {
        if (IsDone)
        {
            return;
        }

        if (_wiping)
        {
            if (frame.Kind is Protocol.AckKind or Protocol.ErrorKind)
            {
                NextWords();
            }
        }
        else if (frame.Kind == Protocol.GreetingKind && Greeting.Of(frame.Payload) is { } greeting && greeting.Nonce == _nonce)
        {
            Board = greeting;
            if (_wiped || greeting.ReadoutWords == 0)
            {
                IsDone = true;
                return;
            }

            _wiping = true;
            foreach (var payload in ReadoutWords.Payloads(new short[greeting.ReadoutWords], greeting.Queue))
            {
                _words.Enqueue(payload);
            }

            NextWords();
        }
    }

    // One frame at a time, so that every queue holds it.
    private void NextWords()
    {
        _asked = _time.GetTimestamp();
        if (_words.TryDequeue(out var payload))
        {
            _write(new Frame(Protocol.ReadoutKind, 1, payload).ToWire(_nonce));
            return;
        }

        (_wiping, _wiped) = (false, true);
        Hello();
    }

    private void Hello()
    {
        _words.Clear();
        _asked = _time.GetTimestamp();
        _nonce = _nonces();
        var payload = new byte[Protocol.HelloBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(payload, _nonce);
        _write(new Frame(Protocol.HelloKind, payload[0], payload).ToWire());
    }
}
