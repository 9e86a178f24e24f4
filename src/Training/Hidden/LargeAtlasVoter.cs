using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Training.Hidden;

/// <summary>Votes from the traces of a fixed-point atlas that are too large to be laid out for votes a second time beside the first.</summary>
internal sealed class LargeAtlasVoter : IVoter
{
    private readonly Atlas _atlas;
    private readonly FixedReadout _readout;
    private readonly BlockVotes _blocks;
    private int[] _columns = [];

    /// <summary>Makes room for one block of samples.</summary>
    public LargeAtlasVoter(Atlas atlas, Readout readout)
    {
        (_atlas, _readout) = (atlas, FixedReadout.Of(readout, atlas.Settings.Format));
        _blocks = new BlockVotes(_readout, atlas.Response.Trace!.Runs);
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
            _atlas.TraceColumnsOf(codes.Slice(first, cells), _columns.AsSpan(first, cells));
        }

        var votes = new int[codes.Length / cells * _readout.Classes];
        _blocks.Add(_atlas.Response.Trace!, _columns, codes.Length / cells, votes);
        return votes;
    }
}
