using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>Votes from the traces of a fixed-point response table: the same integers as the device counts.</summary>
internal sealed class FixedResponseTableVoter : IVoter
{
    private readonly ResponseTable _responses;
    private readonly FixedReadout _readout;
    private readonly FixedVoter _voter;
    private readonly ReadOnlyMemory<short> _blocks;

    /// <summary>Lays the response table out for voting.</summary>
    public FixedResponseTableVoter(ResponseTable responses, Readout readout)
    {
        _responses = responses;
        _readout = FixedReadout.Of(readout, responses.Settings.Format);
        _voter = FixedVoter.Of(_readout);
        _blocks = responses.ActivationBlocks(_readout)!.Value;
    }

    /// <inheritdoc/>
    public bool LooksUp => true;

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes) => Run(codes);

    /// <inheritdoc/>
    public void Winners(ReadOnlySpan<ushort> codes, Span<int> winners) => IVoter.MostVoted(Run(codes, untilWon: true), winners);

    private int[] Run(ReadOnlySpan<ushort> codes, bool untilWon = false)
    {
        using var vote = new ResponseTableVote(_voter, _readout, _blocks, _responses.Settings.Window.Samples);
        vote.TakeRuns(_responses, codes);
        vote.Run(untilWon);
        return vote.Votes;
    }
}
