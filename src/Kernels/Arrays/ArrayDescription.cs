using System.Text.Json.Serialization;

namespace FhnHw.Kernels.Arrays;

/// <summary>What an array is, printed in every log and artefact.</summary>
/// <param name="Name">The device as it is named on the command line, such as <c>opencl:0:0</c>.</param>
/// <param name="Device">What computes, in words: processor, OpenCL platform and device, or board.</param>
/// <param name="Arithmetic">The arithmetic, such as <c>Q1.14 dt=2^-8 e=0</c> or <c>double RK4 dt=2^-8</c>.</param>
/// <param name="Kernel">Which form of the step it runs, such as <c>16-bit lanes, AVX-512</c>.</param>
/// <param name="Deterministic">True when equal currents always give equal bits: the response table is then valid.</param>
/// <param name="Simulated">True when a program stands in for hardware (PoCL on a processor is no simulation, a Verilated board is).</param>
/// <param name="ConstantsHash">Hash of the step's constants; <c>none</c> in floating point.</param>
public sealed record ArrayDescription(
    string Name, string Device, string Arithmetic, string Kernel, bool Deterministic, bool Simulated, string ConstantsHash)
{
    /// <summary>The cells' imperfections and how x is read, in words; <c>ideal</c> where there are none.</summary>
    public string Cells { get; init; } = "ideal";

    /// <summary>The devices that share its runs; null where it is one device.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ArrayDescription>? Parts { get; init; }

    /// <summary>What it can do.</summary>
    [JsonIgnore]
    public ArrayCapabilities Capabilities { get; init; } = new();

    /// <summary>What a person wants to know first: all but the kernel and the constants' hash.</summary>
    [JsonIgnore]
    public string Brief => Line("");

    /// <summary>One line.</summary>
    public override string ToString() => Line($"; {Kernel}; constants {ConstantsHash}");

    private string Line(string more) =>
        $"{Name}: {Device}; {Arithmetic}{more}{(Cells == "ideal" ? "" : $"; {Cells}")}{(Simulated ? "; simulated" : "")}";
}
