using System.Buffers;
using System.Runtime.Intrinsics.X86;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Samples;

namespace FhnHw.Kernels.Cpu;

/// <summary>Runs blocks of which nothing but the trace is wanted: each block's window in turns with the next block's transient.</summary>
/// <remarks>
/// A window at a sample a step writes faster than memory takes it, a transient writes nothing: in turns, memory is busy while the core computes. A trace
/// that no cache holds is written past the caches, which otherwise read each line first and throw out what is in them.
/// </remarks>
/// <param name="window">Transient, window and stride.</param>
/// <param name="cells">Cells of a block.</param>
/// <param name="words">The trace.</param>
/// <param name="runs">Its columns.</param>
internal sealed class TraceWriter(Window window, int cells, TraceWords words, int runs)
{
    // Samples of a turn.
    private const int Turn = 96;

    /// <summary>Runs some blocks from their first step to the window's end.</summary>
    /// <param name="blocks">At least one, just started; the last may be partly filled.</param>
    /// <param name="start">The run of the first cell.</param>
    /// <param name="before">Gets Y of each run at the window's first step; its length says how many runs there are.</param>
    public unsafe void Write(IBlock[] blocks, int start, Span<long> before)
    {
        var spare = ArrayPool<short>.Shared.Rent(Turn * cells);
        fixed (short* trace = words.AsSpan(), spareWords = spare)
        {
            var streams = LargeArrays.AreStreamed((nint)(trace + start), window.Samples, runs);
            blocks[0].Advance(window.TransientSteps, window.TransientSteps, null, 0);
            for (var (block, first) = (0, 0); block < blocks.Length; block++, first += cells)
            {
                var used = Math.Min(cells, before.Length - first);
                blocks[block].ReadY(before.Slice(first, used));
                var next = block + 1 < blocks.Length ? blocks[block + 1] : null;
                for (var (sample, passed) = (0, 0); sample < window.Samples; sample += Turn)
                {
                    var samples = Math.Min(Turn, window.Samples - sample);
                    var steps = Math.Min(samples * window.Stride, window.Steps - (sample * window.Stride));
                    var target = trace + ((nint)sample * runs) + start + first;
                    if (used == cells)
                    {
                        blocks[block].Advance(steps, window.Stride, target, runs, streams);
                    }
                    else
                    {
                        blocks[block].Advance(steps, window.Stride, spareWords, cells);
                        Copy(spareWords, target, samples, used);
                    }

                    var due = (int)((long)window.TransientSteps * (sample + samples) / window.Samples);
                    next?.Advance(due - passed, due - passed, null, 0);
                    passed = due;
                }
            }
        }

        ArrayPool<short>.Shared.Return(spare);
        if (Sse.IsSupported)
        {
            Sse.StoreFence(); // what went past the caches is in memory before another core looks
        }
    }

    // The cells that are runs, of a block that is wider than its place.
    private unsafe void Copy(short* source, short* target, int samples, int used)
    {
        for (var m = 0; m < samples; m++)
        {
            new Span<short>(source + (m * cells), used).CopyTo(new(target + ((nint)m * runs), used));
        }
    }
}
