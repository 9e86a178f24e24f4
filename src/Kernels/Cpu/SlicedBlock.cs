using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Cpu;

/// <summary>512 cells of a narrow format, bit by bit: each register of the processor holds one bit of their state.</summary>
internal sealed unsafe class SlicedBlock : IBlock
{
    private readonly SlicedKernel _kernel;
    private readonly int[] _inputWords;
    private readonly Vector512<ulong>* _registers; // X, Y without its low e bits, the mark of saturation
    private readonly Vector512<ulong>* _gains;     // D of the steps n modulo 2^e
    private readonly byte[] _memory;               // where both lie
    private long _step;

    /// <summary>Starts cells.</summary>
    /// <param name="kernel">The step of their format.</param>
    /// <param name="inputWords">S of each, 512 values.</param>
    public SlicedBlock(SlicedKernel kernel, ReadOnlySpan<int> inputWords)
    {
        (_kernel, _inputWords) = (kernel, inputWords.ToArray());
        var bytes = (kernel.Step.Next.Length * Vector512<byte>.Count) + kernel.Ring;
        _memory = GC.AllocateArray<byte>(bytes + Vector512<byte>.Count, pinned: true);
        var start = ((nint)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) + Vector512<byte>.Count - 1) & -Vector512<byte>.Count;
        _gains = (Vector512<ulong>*)start;
        _registers = (Vector512<ulong>*)(start + kernel.Ring);
        SetRegisters();
        SetGains();
    }

    private CellConstants Constants => _kernel.Constants;

    /// <inheritdoc/>
    public void Advance(int steps, int stride, short* trace, nint rowLength, bool streams)
    {
        for (var done = 0; done < steps; done += stride)
        {
            if (trace != null)
            {
                _kernel.Slices.Store(_registers, trace);
                trace += rowLength;
            }

            var length = Math.Min(stride, steps - done);
            _kernel.Steps(_registers, (byte*)_gains, (nint)(_step * _kernel.RowBytes) & (_kernel.Ring - 1), _kernel.Ring, length);
            _step += length;
        }
    }

    /// <inheritdoc/>
    public void ReadY(Span<long> Y)
    {
        var e = Constants.Format.CurrentExtraBits;
        Span<int> high = stackalloc int[Slices.Cells];
        Slices.Join(new(_registers + _kernel.Step.WordBits, _kernel.Step.YBits), high);
        for (var cell = 0; cell < Y.Length; cell++)
        {
            var low = (Constants.Y0 + (_step * _inputWords[cell])) & ((1L << e) - 1);
            Y[cell] = ((long)high[cell] << e) + low;
        }
    }

    /// <inheritdoc/>
    public int End(int used)
    {
        var saturated = 0;
        for (var cell = 0; cell < used && _kernel.Step.Saturates; cell++)
        {
            saturated += (int)((_registers[_kernel.Step.Next.Length - 1][cell / 64] >> (cell % 64)) & 1);
        }

        return saturated;
    }

    private void SetRegisters()
    {
        var (wordBits, high) = (_kernel.Step.WordBits, Constants.Y0 >> Constants.Format.CurrentExtraBits);
        for (var register = 0; register < wordBits + _kernel.Step.YBits; register++)
        {
            var word = register < wordBits ? Constants.X0 >> register : high >> (register - wordBits);
            _registers[register] = (word & 1) != 0 ? Vector512<ulong>.AllBitsSet : Vector512<ulong>.Zero;
        }
    }

    // Adds S to the low bits of Y for 2^e steps, and notes S >> e and the carry of each.
    private void SetGains()
    {
        var (e, wordBits, row) = (Constants.Format.CurrentExtraBits, _kernel.Step.WordBits, _kernel.RowBytes / Vector512<byte>.Count);
        Span<Vector512<ulong>> S = stackalloc Vector512<ulong>[e + wordBits];
        Span<Vector512<ulong>> low = stackalloc Vector512<ulong>[e];
        Slices.Cut(_inputWords, S);
        for (var bit = 0; bit < e; bit++)
        {
            low[bit] = ((Constants.Y0 >> bit) & 1) != 0 ? Vector512<ulong>.AllBitsSet : Vector512<ulong>.Zero;
        }

        for (var step = 0; step < 1 << e; step++)
        {
            var carry = Vector512<ulong>.Zero;
            for (var bit = 0; bit < e; bit++)
            {
                var (a, b) = (low[bit], S[bit]);
                low[bit] = a ^ b ^ carry;
                carry = (a & b) | (carry & (a | b));
            }

            for (var bit = 0; bit < wordBits; bit++)
            {
                _gains[(step * row) + bit] = S[e + bit] ^ carry;
                carry &= S[e + bit];
            }
        }
    }
}
