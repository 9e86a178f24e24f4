using System.Security.Cryptography;
using System.Text;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Sharing;

/// <summary>Asks the server of a shared board who has it and who waits.</summary>
public static class ShareQuery
{
    private const int MostBytes = 1 << 20;

    /// <summary>Asks.</summary>
    /// <param name="address">The server.</param>
    /// <param name="credentials">Who asks.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="DeviceMissingException">Nothing answers there, or what answers shares no board.</exception>
    /// <exception cref="InvalidSettingException">The token is missing or wrong.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public static ShareStatus Ask(BoardAddress address, ShareCredentials credentials, TimeSpan patience, CancellationToken cancellation)
    {
        using var link = address.Open();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(patience);
        var reader = new FrameReader(Protocol.LongestBoardFrameBytes);
        var buffer = new byte[4096];
        var text = new List<byte>();
        ShareStatus? status = null;
        try
        {
            while (status is null && text.Count < MostBytes)
            {
                var count = link.Read(buffer, ending.Token);
                reader.Push(buffer.AsSpan(0, count), Take);
            }
        }
        catch (Exception error) when (error is LinkGoneException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
        }

        return status ?? throw new DeviceMissingException(
            $"What listens at {address} shares no board, so it has no queue; check the address.");

        void Take(Frame frame)
        {
            switch (frame.Kind)
            {
                case ShareFrames.ShareKind when ShareFrames.ReadShare(frame) is var (needsToken, nonce):
                    if (needsToken && !credentials.HasToken)
                    {
                        throw ShareRefusal.Missing(address);
                    }

                    link.Write(ShareFrames.Ask(ShareFrames.StatusKind, credentials, nonce, RandomNumberGenerator.GetBytes(ShareFrames.NonceBytes)).ToWire());
                    break;
                case ShareFrames.StatusReplyKind when frame.Payload is [var more, .. var part]:
                    text.AddRange(part);
                    status = more != 0 ? null : StatusText.Read(Encoding.UTF8.GetString([.. text]));
                    break;
                case ShareFrames.EndKind when ShareFrames.ReadEnd(frame) is (EndReason.Refused, var words):
                    throw ShareRefusal.Of(address, words);
            }
        }
    }
}
