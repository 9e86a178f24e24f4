namespace FhnHw.Kernels.Arrays;

/// <summary>One bit a sample of many runs: 1 where X ≥ 0. Sample m is bit m mod 32 of word m / 32; unused bits are 0.</summary>
public sealed class SignTrace
{
    /// <summary>Wraps ⌈samples/32⌉ × runs words, word row by word row.</summary>
    public SignTrace(int samples, int runs, uint[] words)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(words.LongLength, (long)WordsPerRun(samples) * runs);
        Samples = samples;
        Runs = runs;
        Words = words;
    }

    /// <summary>Samples of a run.</summary>
    public int Samples { get; }

    /// <summary>Number of runs.</summary>
    public int Runs { get; }

    /// <summary>Packed bits; word [(sample / 32) · Runs + run].</summary>
    public uint[] Words { get; }

    /// <summary>True where X ≥ 0.</summary>
    public bool this[int sample, int run] => ((Words[((sample >> 5) * Runs) + run] >> (sample & 31)) & 1) != 0;

    /// <summary>32-bit words that hold one run.</summary>
    internal static int WordsPerRun(int samples) => (samples + 31) >> 5;
}
