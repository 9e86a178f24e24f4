using System.Buffers.Binary;
using FhnHw.Kernels.Samples;

namespace FhnHw.Boards.Wire;

/// <summary>An output layer as READOUT carries it: for each class the halves of its bias, then the weights, cell by cell.</summary>
internal static class ReadoutWords
{
    /// <summary>How many words a readout takes.</summary>
    public static int Count(int cells, int classes) => (2 * classes) + (cells * classes);

    /// <summary>The words of a readout.</summary>
    public static short[] Of(FixedReadout readout)
    {
        var words = new short[Count(readout.Cells, readout.Classes)];
        for (var c = 0; c < readout.Classes; c++)
        {
            words[2 * c] = unchecked((short)readout.Bias[c]);
            words[(2 * c) + 1] = (short)(readout.Bias[c] >> 16);
        }

        readout.Weights.CopyTo(words, 2 * readout.Classes);
        return words;
    }

    /// <summary>The payloads of the READOUT frames that carry the words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="queue">The board's queue, bytes: no frame is longer.</param>
    public static IEnumerable<byte[]> Payloads(short[] words, int queue)
    {
        var atOnce = Math.Clamp((queue - Protocol.LeastFrameBytes - 2) / 2, 1, Protocol.ReadoutWordsAtOnce);
        for (var offset = 0; offset < words.Length; offset += atOnce)
        {
            var part = words.AsSpan(offset, Math.Min(atOnce, words.Length - offset));
            var payload = new byte[2 + (2 * part.Length)];
            BinaryPrimitives.WriteUInt16LittleEndian(payload, (ushort)offset);
            for (var n = 0; n < part.Length; n++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(payload.AsSpan(2 + (2 * n)), part[n]);
            }

            yield return payload;
        }
    }
}
