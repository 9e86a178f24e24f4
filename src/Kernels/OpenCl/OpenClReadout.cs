using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.OpenCl;

/// <summary>A readout's integers on a device, and the kernels that use them.</summary>
internal sealed class OpenClReadout : IDisposable
{
    // Classes of a block in fhn_votes, and the samples that one work-item votes on.
    private const int BlockClasses = 16, BlockSamples = 64;

    private readonly OpenClProgram _program;
    private readonly FixedReadout _readout;
    private readonly OpenClBuffer _table, _weights, _bias;

    public OpenClReadout(OpenClProgram program, FixedReadout readout)
    {
        _program = program;
        _readout = readout;
        _table = OpenClBuffer.Of<short>(program, readout.Table);
        _weights = OpenClBuffer.Of<int>(program, BlockWeights(readout));
        _bias = OpenClBuffer.Of<int>(program, BlockBias(readout));
    }

    // Processors want groups of one work-item each: left to choose, a driver may put all work on one core.
    private int Local => _program.Device.IsProcessor ? 1 : 0;

    /// <summary>The sum of g(X) of each run.</summary>
    public void Sum(OpenClBuffer trace, int rowLength, int samples, Span<long> sums)
    {
        using var buffer = new OpenClBuffer(_program, sizeof(long) * (long)sums.Length);
        _program.Start("fhn_activation_sum", (sums.Length, 1), Local, trace, _table, buffer, rowLength, samples);
        buffer.Read(sums);
    }

    /// <summary>The samples won by each class, image by image; image i reads runs i · Cells and on.</summary>
    public void Vote(OpenClBuffer trace, int rowLength, int samples, int images, Span<int> votes)
    {
        int[] index = [.. Enumerable.Range(0, images * _readout.Cells)];
        using var runs = OpenClBuffer.Of<int>(_program, index);
        using var counts = OpenClBuffer.Of<int>(_program, new int[votes.Length]);
        var blocks = (samples + BlockSamples - 1) / BlockSamples;
        _program.Start(
            "fhn_votes", (images, blocks), Local,
            trace, _table, runs, _weights, _bias, counts, rowLength, samples, BlockSamples, _readout.Cells, _readout.Classes);
        counts.Read(votes);
    }

    public void Dispose()
    {
        _table.Dispose();
        _weights.Dispose();
        _bias.Dispose();
    }

    private static int Blocks(FixedReadout readout) => (readout.Classes + BlockClasses - 1) / BlockClasses;

    // [(block · cells + cell) · 16 + class mod 16]; classes that fill the last block up have weight 0.
    private static int[] BlockWeights(FixedReadout readout)
    {
        var weights = new int[Blocks(readout) * readout.Cells * BlockClasses];
        for (var cell = 0; cell < readout.Cells; cell++)
        {
            for (var c = 0; c < readout.Classes; c++)
            {
                var row = ((c / BlockClasses) * readout.Cells) + cell;
                weights[(row * BlockClasses) + (c % BlockClasses)] = readout.Weights[(cell * readout.Classes) + c];
            }
        }

        return weights;
    }

    private static int[] BlockBias(FixedReadout readout)
    {
        var bias = new int[Blocks(readout) * BlockClasses];
        readout.Bias.CopyTo(bias, 0);
        return bias;
    }
}
