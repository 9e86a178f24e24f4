namespace FhnHw.Generate.Waves;

/// <summary>How a viewer shows a signal's values.</summary>
internal enum WaveLook
{
    /// <summary>High and low.</summary>
    Level,

    /// <summary>An unsigned number.</summary>
    Unsigned,

    /// <summary>Two's complement.</summary>
    Signed,

    /// <summary>Two's complement, as a curve.</summary>
    Curve,

    /// <summary>Hexadecimal digits.</summary>
    Hex,
}

/// <summary>One signal of a waveform.</summary>
/// <param name="Path">From the outermost scope on, with dots; without its range.</param>
/// <param name="Bits">Its width; 1 for a signal without a range.</param>
/// <param name="Look">How it is shown.</param>
internal sealed record WaveSignal(string Path, int Bits = 1, WaveLook Look = WaveLook.Level)
{
    /// <summary>The name with its range, as GTKWave takes it out of a VCD or FST.</summary>
    public string Ranged => Bits == 1 ? Path : $"{Path}[{Bits - 1}:0]";
}

/// <summary>Signals that stand together.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Signals">In the order of the data.</param>
internal sealed record WaveGroup(string Title, params WaveSignal[] Signals);
