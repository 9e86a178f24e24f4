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
        public int Cells => 4;

        public IBlock Start(int run, ReadOnlySpan<int> inputWords, uint firstTrial) => new NearestBlock(settings.Constants, inputWords);
    }

    private sealed class NearestBlock(CellConstants constants, ReadOnlySpan<int> inputWords) : IBlock
    {
        private readonly int[] _inputWords = inputWords.ToArray();
        private readonly CellState[] _states = [.. Enumerable.Repeat(constants.InitialState, inputWords.Length)];
        private readonly bool[] _clamped = new bool[inputWords.Length];

        public unsafe void Advance(int steps, int stride, short* trace, nint rowLength, bool streams)
        {
            for (var cell = 0; cell < _states.Length; cell++)
            {
                for (var n = 0; n < steps; n++)
                {
                    if (trace != null && n % stride == 0)
                    {
                        trace[(n / stride * rowLength) + cell] = (short)_states[cell].X;
                    }

                    _states[cell] = NearestStep.Advance(_states[cell], _inputWords[cell], constants, out var clamped);
                    _clamped[cell] |= clamped;
                }
            }
        }

        public void ReadY(Span<long> Y)
        {
            for (var cell = 0; cell < Y.Length; cell++)
            {
                Y[cell] = _states[cell].Y(constants.Format);
            }
        }

        public int End(int used) => _clamped.AsSpan(0, used).Count(true);
    }
}
