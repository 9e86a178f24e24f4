using System.Text.Json.Serialization;

namespace FhnHw.Boards.Fpga;

/// <summary>What cells of one format cost on one board, from synthesis, place and route of the largest array that fits.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Part">The FPGA's name for people.</param>
/// <param name="Parallel">The parallel array, else the lanes.</param>
/// <param name="ConstantsHash">Which format.</param>
/// <param name="Largest">The largest array that fits; null where not even the smallest does.</param>
/// <param name="Tries">Every size that was tried, in order.</param>
/// <param name="ClockMHz">The board's clock, MHz.</param>
/// <param name="RunMHz">
/// The clock that the largest runs at, MHz: the board's, or where that is missed a lower one, with another setting of its PLL.
/// </param>
/// <param name="StepsPerSecond">Neuron-steps a second at that clock.</param>
/// <param name="ArrayImages">Images a second that the array computes.</param>
/// <param name="LinkImages">Images a second that the line carries, with the exact mean read.</param>
public sealed record HardwareCost(
    string Board,
    string Part,
    bool Parallel,
    string ConstantsHash,
    SizeTrial? Largest,
    IReadOnlyList<SizeTrial> Tries,
    double ClockMHz,
    double RunMHz,
    double StepsPerSecond,
    double ArrayImages,
    double LinkImages)
{
    /// <summary>Images a second, every one through the board: the slower of array and line.</summary>
    public double Images => Math.Min(ArrayImages, LinkImages);
}

/// <summary>An array of one size on one part.</summary>
/// <param name="Lanes">Lanes, or cells of the parallel array.</param>
/// <param name="Elements">The use of the part.</param>
/// <param name="MaxMHz">The clock that the routed design reaches; null where it was not routed.</param>
/// <param name="MeetsTiming">True where that is at least the board's clock.</param>
/// <param name="Limit">What it lacks, in words; null where it is good.</param>
public sealed record SizeTrial(int Lanes, IReadOnlyList<Utilisation> Elements, double? MaxMHz, bool MeetsTiming, string? Limit)
{
    /// <summary>True where it fits, whatever the clock.</summary>
    [JsonIgnore]
    public bool IsRouted => MaxMHz is not null;

    /// <summary>The kinds of elements that count, as the part's tools name them.</summary>
    public const string LogicCell = "ICESTORM_LC", Multiplier = "ICESTORM_DSP", BlockRam = "ICESTORM_RAM";

    /// <summary>How many of a kind it takes; 0 where the part has none of it.</summary>
    public int Used(string kind) => Elements.FirstOrDefault(element => element.Kind == kind)?.Used ?? 0;

    /// <summary>How many of a kind the part has.</summary>
    public int Available(string kind) => Elements.FirstOrDefault(element => element.Kind == kind)?.Available ?? 0;
}
