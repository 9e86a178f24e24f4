using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FhnHw.Kernels.Cpu;

/// <summary>Words to bits and back. A slice is a 512-bit register with one bit of 512 words: bit n of it belongs to word n.</summary>
internal sealed unsafe class Slices
{
    /// <summary>Cells in a slice.</summary>
    public const int Cells = 512;

    private readonly int _wordBits;
    private readonly Vector512<byte>[] _gather; // for each 64 cells, wordBits - 1 permutations

    /// <summary>Prepares for words that are stored as samples.</summary>
    /// <param name="wordBits">Bits of a word, 3 to 8.</param>
    public Slices(int wordBits)
    {
        _wordBits = wordBits;
        _gather = new Vector512<byte>[Cells / 64 * (wordBits - 1)];
        Span<byte> index = stackalloc byte[64];
        for (var permutation = 0; permutation < _gather.Length; permutation++)
        {
            var (group, slice) = (permutation / (wordBits - 1), 1 + (permutation % (wordBits - 1)));
            for (var place = 0; place < index.Length; place++)
            {
                // Byte 7 - b of a 64-bit part is to hold bit b of eight words; what lies above the slices so far is replaced by the next one.
                var (part, bit) = (place / 8, 7 - (place % 8));
                var source = (8 * group) + part;
                index[place] = (byte)(bit >= slice ? 64 + source : slice == 1 ? source : place);
            }

            _gather[permutation] = Vector512.Create<byte>(index);
        }
    }

    /// <summary>True where the processor turns bits to words by AVX-512 VBMI and GFNI.</summary>
    public static bool IsSupported => Avx512BW.IsSupported && Avx512Vbmi.IsSupported && Gfni.V512.IsSupported;

    /// <summary>Bits of words to slices, lowest bit first.</summary>
    /// <param name="words">512 words.</param>
    /// <param name="slices">As many slices as bits are wanted.</param>
    public static void Cut(ReadOnlySpan<int> words, Span<Vector512<ulong>> slices)
    {
        for (var bit = 0; bit < slices.Length; bit++)
        {
            var halves = MemoryMarshal.Cast<Vector512<ulong>, ushort>(slices.Slice(bit, 1));
            for (var part = 0; part < halves.Length; part++)
            {
                var lanes = Vector512.ShiftLeft(Vector512.Create(words[(16 * part)..]), 31 - bit);
                halves[part] = (ushort)lanes.ExtractMostSignificantBits();
            }
        }
    }

    /// <summary>Slices to signed words.</summary>
    /// <param name="slices">The bits of the words, lowest first.</param>
    /// <param name="words">Gets 512 words.</param>
    public static void Join(ReadOnlySpan<Vector512<ulong>> slices, Span<int> words)
    {
        var halves = MemoryMarshal.Cast<Vector512<ulong>, ushort>(slices);
        var unused = 32 - slices.Length;
        for (var part = 0; part < Cells / 16; part++)
        {
            var lanes = Vector512<int>.Zero;
            for (var bit = slices.Length - 1; bit >= 0; bit--)
            {
                var ones = Avx512F.ShiftRightLogicalVariable(Vector512.Create((int)halves[(bit * Cells / 16) + part]), Vector512<uint>.Indices);
                lanes = lanes + lanes + (ones & Vector512<int>.One);
            }

            Vector512.ShiftRightArithmetic(Vector512.ShiftLeft(lanes, unused), unused).CopyTo(words[(16 * part)..]);
        }
    }

    /// <summary>Writes signed words of the bits that the constructor was told as 16-bit words.</summary>
    /// <param name="slices">Their bits, lowest first.</param>
    /// <param name="words">Gets 512 words.</param>
    public void Store(Vector512<ulong>* slices, short* words)
    {
        // Eight words are eight rows of bits, which GFNI multiplies with unit vectors to transpose them; the sign fills the rows above it.
        var units = Vector512.Create(0x8040201008040201ul).AsByte();
        ref var gather = ref MemoryMarshal.GetArrayDataReference(_gather);
        for (var part = 0; part < Cells / 64; part++)
        {
            var rows = slices[0].AsByte();
            for (var slice = 1; slice < _wordBits; slice++)
            {
                rows = Avx512Vbmi.PermuteVar64x8x2(rows, gather, slices[slice].AsByte());
                gather = ref System.Runtime.CompilerServices.Unsafe.Add(ref gather, 1);
            }

            var (low, high) = Vector512.Widen(Gfni.V512.GaloisFieldAffineTransform(units, rows, 0).AsSByte());
            Vector512.Store(low, words + (64 * part));
            Vector512.Store(high, words + (64 * part) + 32);
        }
    }
}
