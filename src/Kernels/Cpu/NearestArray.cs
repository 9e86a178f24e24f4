using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>Cells whose step rounds to nearest (<see cref="NearestStep"/>), one at a time: an array for comparisons, not for speed.</summary>
public sealed class NearestArray : ICellArray
{
    private readonly CpuArray _cells;

    /// <summary>Makes the array.</summary>
    /// <exception cref="InvalidSettingException">A current drives the cell beyond its range, or imperfections are asked for beside an ADC.</exception>
    public NearestArray(ArraySettings settings)
    {
        _cells = Can.Imperfections.HasFlag(settings.Imperfections.Kinds)
            ? new CpuArray(settings, new NearestRunner(settings), "one cell after the other")
            : throw new InvalidSettingException("The array that rounds to nearest has ideal cells alone; leave imperfections out.");
    }

    private static ArrayCapabilities Can { get; } = ArrayCapabilities.FixedPointHere with { Imperfections = ImperfectionKinds.Adc };

    /// <inheritdoc/>
    public ArraySettings Settings => _cells.Settings;

    /// <inheritdoc/>
    public ArrayDescription Describe() => _cells.Describe() with
    {
        Name = "nearest",
        Arithmetic = $"{Settings.Format} rounded to nearest",
        ConstantsHash = "none",
        Capabilities = Can,
    };

    /// <inheritdoc/>
    public Response Run(RunRequest request) => _cells.Run(request);

    /// <inheritdoc/>
    public void Dispose() => _cells.Dispose();

    private sealed class NearestRunner(ArraySettings settings) : IBlockRunner
    {
        private readonly CellConstants _constants = settings.Constants;
        private readonly Window _window = settings.Window;

        public int Cells => 4;

        public unsafe void Run(ReadOnlySpan<int> inputWords, short* trace, nint rowLength, Span<WindowEnds> ends, Span<bool> clamped)
        {
            for (var cell = 0; cell < Cells; cell++)
            {
                ends[cell] = RunCell(inputWords[cell], trace == null ? null : trace + cell, rowLength, out clamped[cell]);
            }
        }

        private unsafe WindowEnds RunCell(int inputWord, short* trace, nint rowLength, out bool clamped)
        {
            var state = _constants.InitialState;
            clamped = false;
            for (var n = 0; n < _window.TransientSteps; n++)
            {
                state = NearestStep.Advance(state, inputWord, _constants, out var isClamped);
                clamped |= isClamped;
            }

            var first = state.Y(_constants.Format);
            for (var n = 0; n < _window.Steps; n++)
            {
                if (trace != null && n % _window.Stride == 0)
                {
                    trace[n / _window.Stride * rowLength] = (short)state.X;
                }

                state = NearestStep.Advance(state, inputWord, _constants, out var isClamped);
                clamped |= isClamped;
            }

            return new WindowEnds(first, state.Y(_constants.Format));
        }
    }
}
