using System.Security.Cryptography;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Sessions;

/// <summary>
/// The client's part of a board that is shared (docs/protocol.md, section 7): answers the server's SHARE, shows that it is alive, and knows whether
/// it waits. A board that nobody shares sends none of these frames, and nothing happens here.
/// </summary>
/// <param name="options">The clock, and who the client is.</param>
/// <param name="send">Sends a frame.</param>
internal sealed class SharedTurn(LinkOptions options, Action<Frame> send)
{
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(2);

    private long _alive;
    private volatile bool _joined;
    private volatile WaitingPlace? _place;
    private volatile bool _isAsked;
    private volatile EndNotice? _end;
    private volatile int _turns;

    /// <summary>Where in the queue the client is; null where it does not wait.</summary>
    public WaitingPlace? Place => _place;

    /// <summary>True once it has waited in a queue.</summary>
    public bool HasWaited { get; private set; }

    /// <summary>True once the server said that it shares the board and was answered.</summary>
    public bool HasJoined => _joined;

    /// <summary>How often it got the board on this connection.</summary>
    public int Turns => _turns;

    /// <summary>True where others wait and it should finish what is outstanding and close the connection.</summary>
    public bool IsAskedToYield => _isAsked;

    /// <summary>What the server said at the end; null where it said nothing.</summary>
    public EndNotice? End => _end;

    /// <summary>Takes a frame of a server; any other frame shows that the board is there.</summary>
    /// <returns>False where the frame is the board's.</returns>
    public bool Take(Frame frame)
    {
        StayAlive();
        if (!ShareFrames.IsOfServer(frame.Kind) || (!_joined && frame.Kind is not (ShareFrames.ShareKind or ShareFrames.EndKind)))
        {
            return false;
        }

        switch (frame.Kind)
        {
            case ShareFrames.ShareKind when ShareFrames.ReadShare(frame) is var (needsToken, nonce) && !_joined:
                Join(needsToken, nonce);
                break;
            case ShareFrames.WaitKind:
                _place = ShareFrames.ReadWait(frame);
                HasWaited |= _place is not null;
                break;
            case ShareFrames.TurnKind:
                _place = null;
                _turns++;
                break;
            case ShareFrames.YieldKind:
                _isAsked = true;
                break;
            case ShareFrames.EndKind:
                var (reason, words) = ShareFrames.ReadEnd(frame);
                _end = new EndNotice(reason, words);
                break;
        }

        return true;
    }

    /// <summary>Refuses to go on where the server wants a token that is missing or wrong.</summary>
    /// <param name="place">The server, as it is told.</param>
    /// <exception cref="InvalidSettingException">It does.</exception>
    public void ThrowIfRefused(object place)
    {
        if (_end is { Reason: EndReason.Refused, Words: var words })
        {
            throw words.Length > 0 ? ShareRefusal.Of(place, words) : ShareRefusal.Missing(place);
        }
    }

    // The token is missed here, before a nonce is answered with nothing; the thread that reads only notes it.
    private void Join(bool needsToken, byte[] nonce)
    {
        if (needsToken && !options.Credentials.HasToken)
        {
            _end = new EndNotice(EndReason.Refused, "");
            return;
        }

        _joined = true;
        TrySend(ShareFrames.Ask(ShareFrames.JoinKind, options.Credentials, nonce, RandomNumberGenerator.GetBytes(ShareFrames.NonceBytes)));
        _alive = options.Clock.Now;
    }

    private void StayAlive()
    {
        if (_joined && options.Clock.Since(_alive) >= AliveEvery)
        {
            _alive = options.Clock.Now;
            TrySend(ShareFrames.Of(ShareFrames.AliveKind));
        }
    }

    // Where the line is gone, whoever reads or writes next is told.
    private void TrySend(Frame frame)
    {
        try
        {
            send(frame);
        }
        catch (LinkGoneException)
        {
        }
    }
}

/// <summary>What a server said at the end of a turn or of a wait.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Words">The same in words.</param>
internal sealed record EndNotice(EndReason Reason, string Words)
{
    /// <summary>True where the board went to others, so that the client may come again and nothing is wrong.</summary>
    public bool IsForOthers => Reason is EndReason.TurnOver or EndReason.Idle;
}
