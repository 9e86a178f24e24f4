namespace FhnHw.Host.Experiments.Peers;

/// <summary>What a peer is written in, which decides how it is started.</summary>
internal enum PeerLanguage
{
    /// <summary>A script for Python 3.</summary>
    Python,

    /// <summary>A program that gcc compiles.</summary>
    C,

    /// <summary>A program that g++ compiles.</summary>
    Cpp,
}

/// <summary>What a peer is measured at.</summary>
internal enum PeerWork
{
    /// <summary>Cells through transient and window; in neuron-steps.</summary>
    Cells,

    /// <summary>Votes of images that stream; in neuron-steps, beside the ceiling of cells.</summary>
    Votes,

    /// <summary>Traces with a sample every stride of steps; in neuron-steps, beside the ceiling of cells.</summary>
    Samples,

    /// <summary>A new array's response to every code, trace and mean, in memory of an earlier one; in neuron-steps, beside the ceiling of cells.</summary>
    ResponseTable,

    /// <summary>The same in new memory, which the system first clears and hands out.</summary>
    ResponseTableInNewMemory,

    /// <summary>Full traces, every step a sample; in bytes of traces.</summary>
    Traces,

    /// <summary>An epoch of training; in images.</summary>
    Training,
}

/// <summary>Another program that does the same work.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Work">What it is measured at.</param>
/// <param name="Language">What it is written in.</param>
/// <param name="Source">Its file in <c>tools/peers</c>.</param>
/// <param name="Needs">The Python module or the C++ header that it cannot do without; empty for none.</param>
/// <param name="Packages">Debian's packages that install it.</param>
/// <param name="Differs">What it does differently, one sentence.</param>
internal sealed record Peer(
    string Name, PeerWork Work, PeerLanguage Language, string Source, string Needs, IReadOnlyList<string> Packages, string Differs)
{
    /// <summary>Arguments of its own.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Its cells: one of so many of the others' work, where all would take too long.</summary>
    public int CellShare { get; init; } = 1;

    /// <summary>Its steps: one of so many.</summary>
    public int StepShare { get; init; } = 1;

    /// <summary>True where Y at the window's ends must be that of the cpu array, bit for bit.</summary>
    public bool IsExact { get; init; }

    /// <summary>True where it uses all cores.</summary>
    public bool UsesAllCores { get; init; }

    /// <summary>The command that installs it.</summary>
    public string Install => $"sudo apt-get install {string.Join(' ', Packages)}";
}
