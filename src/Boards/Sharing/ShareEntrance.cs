using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Sharing;

/// <summary>Who may come in: checks the token of a JOIN or a STATUS, once each connection, and slows down whoever guesses.</summary>
/// <param name="token">The token that clients must know; null where everybody may come.</param>
/// <param name="time">The clock.</param>
internal sealed class ShareEntrance(ShareCredentials? token, TimeProvider time)
{
    private readonly WrongTokens _wrong = new(time);

    /// <summary>Reads who asks, and uses up the nonce that it was sent.</summary>
    /// <param name="member">Who asks; it gets the name that it gives.</param>
    /// <param name="frame">Its JOIN or STATUS.</param>
    /// <param name="refusal">Why it must go, or null.</param>
    /// <returns>True where it may come in; false where it is refused, or where this was no such frame or not the first.</returns>
    public bool Admits(ShareMember member, Frame frame, out Departure? refusal)
    {
        refusal = null;
        if (member.Nonce is not { } nonce || ShareFrames.ReadAsk(frame) is not { } asked)
        {
            return false;
        }

        member.Nonce = null;
        if (token is not null)
        {
            var address = member.Connection.Address;
            if (_wrong.MustWait(address))
            {
                refusal = new Departure(EndReason.Refused, "too many wrong tokens came from there; wait a minute");
            }
            else if (!token.Accepts(asked.Answer, frame.Kind, nonce, asked.Own))
            {
                _wrong.Count(address);
                refusal = new Departure(EndReason.Refused, "the token is wrong");
            }
        }

        member.Name = refusal is null && asked.Name.Length > 0 ? asked.Name : member.Name;
        return refusal is null;
    }
}
