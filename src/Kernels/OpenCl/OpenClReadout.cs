using System.Runtime.InteropServices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.OpenCl;

/// <summary>A readout's integers on a device, and the kernels that use them; the kernels of one call share them.</summary>
internal sealed class OpenClReadout : IDisposable
{
    // Classes of a block of weights; samples that a work-item votes on, which on a GPU are a group's; samples whose sum stays in 32 bits.
    private const int BlockClasses = 16, VoteSamples = 64, SumSamples = 1024;

    private readonly OpenClEngine _engine;
    private readonly FixedReadout _readout;
    private readonly OpenClBuffer _table, _weights, _bias;
    private readonly int _voteSamples;
    private readonly int _doubt; // a sum that is so much below the largest, or less, may be the largest by the table

    /// <summary>Brings a readout to the device.</summary>
    /// <param name="engine">The kernels.</param>
    /// <param name="readout">The readout in integers; one without weights sums and does not vote.</param>
    public OpenClReadout(OpenClEngine engine, FixedReadout readout)
    {
        _engine = engine;
        _readout = readout;
        _doubt = IsLinear ? 0 : (int)Math.Min(int.MaxValue, readout.Doubt(SigmoidEstimate.LargestError(readout)));
        _voteSamples = SamplesOfVote(engine.Form, readout);
        var queue = engine.Slots[0].Queue;
        (_table, _weights, _bias) = (new(engine.Context), new(engine.Context), new(engine.Context));
        _table.Write<short>(queue, IsLinear ? [0] : readout.Table);
        _weights.Write<int>(queue, PairWeights(readout));
        _bias.Write<int>(queue, BlockBias(readout));
    }

    private bool IsLinear => _readout.Nonlinearity == Nonlinearity.Linear;

    /// <summary>Starts the sums of g(X) of each run.</summary>
    public void Sum(OpenClSlot slot, OpenClBuffer sums, int rowLength, int samples)
    {
        var blocks = Blocks(samples, SumSamples);
        sums.Reserve(sizeof(int) * (long)blocks * rowLength);
        _engine.Readout.Start(
            slot.Queue, "fhn_activation_sum", (rowLength / _engine.Form.ReadoutRuns, blocks), _engine.Form.ReadoutLocalSize,
            slot.Trace, _table, sums, rowLength, samples, SumSamples, _readout.XMax, IsLinear ? 1 : 0);
    }

    /// <summary>Takes these sums, once the queue is done.</summary>
    public static void TakeSums(OpenClSlot slot, OpenClBuffer sums, int rowLength, int samples, Span<long> target)
    {
        var rows = new int[Blocks(samples, SumSamples) * rowLength];
        sums.Read<int>(slot.Queue, rows);
        target.Clear();
        for (var row = 0; row < rows.Length; row += rowLength)
        {
            for (var run = 0; run < target.Length; run++)
            {
                target[run] += rows[row + run];
            }
        }
    }

    /// <summary>Starts to set the counts of a chunk to 0.</summary>
    public void ClearVotes(OpenClSlot slot, int images) => slot.Votes.Clear(slot.Queue, 0, (long)images * _readout.Classes * sizeof(int));

    /// <summary>Starts the count of the samples won by each class, image by image; image i reads runs i · Cells and on.</summary>
    public void Vote(OpenClSlot slot, int rowLength, int samples, int images)
    {
        var items = _engine.Form.IsScalar ? OpenClForm.ReadoutGroup : 1;
        ReadOnlySpan<object> ofEstimate = _engine.Form.IsScalar ? [] : [FixedReadout.SigmoidFraction - _readout.Fraction, _doubt];
        _engine.Readout.Start(
            slot.Queue, "fhn_votes", ((long)images * items, Blocks(samples, _voteSamples)), items,
            [
                slot.Trace, _table, _weights, _bias, slot.Votes, rowLength, samples, _voteSamples, _readout.Cells, _readout.Classes, _readout.XMax,
                IsLinear ? 1 : 0, .. ofEstimate,
            ]);
    }

    public void Dispose()
    {
        _table.Dispose();
        _weights.Dispose();
        _bias.Dispose();
    }

    // Samples whose votes a work-item counts: fewer where its loops, over blocks of classes and pairs of cells, would go round too often.
    private static int SamplesOfVote(OpenClForm form, FixedReadout readout)
    {
        var rounds = 2L * Blocks(readout.Classes, BlockClasses) * readout.Cells; // a sample
        return !form.HasShortLaunches ? VoteSamples
            : form.IsScalar && rounds > 3L * form.MostSteps ? throw new InvalidSettingException(
                $"The OpenCL driver's loops are too short for votes of {readout.Cells} cells on {readout.Classes} classes.")
            {
                Remedies = [Remedy.Do(RemedyAction.OtherDevice)],
            }
            : form.IsScalar ? VoteSamples
            : (int)Math.Clamp(8L * form.MostSteps / rounds, 1, VoteSamples);
    }

    private static int Blocks(int count, int size) => (count + size - 1) / size;

    // Word [(block · pairs + pair) · 16 + class mod 16] has the weights of cells 2 · pair and 2 · pair + 1; what fills up is 0.
    private static int[] PairWeights(FixedReadout readout)
    {
        var pairs = Blocks(readout.Cells, 2);
        var words = new short[Blocks(readout.Classes, BlockClasses) * pairs * BlockClasses * 2];
        for (var cell = 0; cell < readout.Cells; cell++)
        {
            for (var c = 0; c < readout.Classes; c++)
            {
                var row = ((c / BlockClasses) * pairs) + (cell / 2);
                words[(((row * BlockClasses) + (c % BlockClasses)) * 2) + (cell % 2)] = readout.Weights[(cell * readout.Classes) + c];
            }
        }

        return MemoryMarshal.Cast<short, int>(words).ToArray();
    }

    // Classes that fill the last block up never win.
    private static int[] BlockBias(FixedReadout readout)
    {
        var bias = new int[Blocks(readout.Classes, BlockClasses) * BlockClasses];
        Array.Fill(bias, int.MinValue);
        readout.Bias.CopyTo(bias, 0);
        return bias;
    }
}
