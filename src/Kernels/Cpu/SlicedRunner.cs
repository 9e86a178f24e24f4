using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Cpu;

/// <summary>Runs cells of a narrow format bit by bit, 512 at a time.</summary>
internal sealed class SlicedRunner(ArraySettings settings) : IBlockRunner
{
    private readonly Window _window = settings.Window;

    public int Cells => Slices.Cells;

    public unsafe void Run(ReadOnlySpan<int> inputWords, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped)
    {
        var block = new SlicedBlock(SlicedKernel.Of(settings.Constants), inputWords);
        Span<long> first = stackalloc long[Cells], last = stackalloc long[Cells];
        block.Advance(_window.TransientSteps, Math.Max(1, _window.TransientSteps), null, 0);
        block.ReadY(first);
        block.Advance(_window.Steps, trace == null ? _window.Steps : _window.Stride, trace, rowLength);
        block.ReadY(last);
        for (var cell = 0; cell < Cells; cell++)
        {
            ends[cell] = new WindowEnds(first[cell], last[cell]);
        }

        block.ReadClamped(clamped);
    }
}
