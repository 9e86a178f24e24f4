using System.Text.Json.Serialization;
using FhnHw.Boards.Arrays;
using FhnHw.Kernels.Groups;

namespace FhnHw.Host.Devices;

/// <summary>What one device of a group has computed.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Runs">Runs of cells.</param>
/// <param name="Share">Of all runs of the group, 0 to 1.</param>
/// <param name="RunsPerSecond">Its speed; null where it ran nothing.</param>
/// <param name="BusySeconds">Seconds in which it computed and answered.</param>
/// <param name="DroppedOut">When and why it dropped out.</param>
/// <param name="Board">Where its time went, on a board.</param>
public sealed record DeviceShare(
    string Device, long Runs, double Share, double? RunsPerSecond, double BusySeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DropOut? DroppedOut,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BoardTime? Board);
