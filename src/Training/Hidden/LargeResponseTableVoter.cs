using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>Votes from the traces of a fixed-point response table that are too large to be laid out for votes a second time beside the first.</summary>
internal sealed class LargeResponseTableVoter : IVoter
{
    private readonly ResponseTable _responses;
    private readonly FixedReadout _readout;
    private readonly BlockVotes _blocks;
    private int[] _columns = [];

    /// <summary>Makes room for one block of samples.</summary>
    public LargeResponseTableVoter(ResponseTable responses, Readout readout)
    {
        (_responses, _readout) = (responses, FixedReadout.Of(readout, responses.Settings.Format));
        _blocks = new BlockVotes(_readout, responses.Response.Trace!.Runs);
    }

    /// <inheritdoc/>
    public bool LooksUp => true;

    /// <inheritdoc/>
    public bool WantsAll => true;

    /// <inheritdoc/>
    public int[] Vote(ReadOnlySpan<ushort> codes)
    {
        var cells = _readout.Cells;
        Scratch.Ensure(ref _columns, codes.Length);
        for (var first = 0; first < codes.Length; first += cells)
        {
            _responses.TraceColumnsOf(codes.Slice(first, cells), _columns.AsSpan(first, cells));
        }

        var votes = new int[codes.Length / cells * _readout.Classes];
        _blocks.Add(_responses.Response.Trace!, _columns, codes.Length / cells, votes);
        return votes;
    }
}
