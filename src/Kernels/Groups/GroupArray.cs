using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.Groups;

/// <summary>
/// Several devices as one array: the runs of each call are split among them by measured speed, and the response is the same to the bit however they
/// are split. A device that is lost drops out; one that gives wrong numbers ends the call, since what it gave before may be wrong too.
/// </summary>
public sealed class GroupArray : ICellArray
{
    private readonly Lock _turn = new();
    private readonly DeviceGroup _group;
    private readonly ICellArray?[] _arrays; // null for a device that had dropped out before
    private readonly ArrayDescription?[] _descriptions;
    private readonly ArrayDescription _description;
    private readonly TimeProvider _time;
    private readonly PartOrder _order = new();
    private readonly Dictionary<Features, SpeedMean[]> _speeds = []; // a device's speed depends on what it sends

    /// <summary>Makes one array of several.</summary>
    /// <param name="group">Keeps who has computed what; arrays of other settings may share it.</param>
    /// <param name="arrays">An array of each device, closed with this one; null where it has dropped out. At least one is there.</param>
    /// <param name="time">Times the devices; null for the machine's clock.</param>
    /// <exception cref="InvalidSettingException">The devices do not give the same numbers.</exception>
    public GroupArray(DeviceGroup group, IReadOnlyList<ICellArray?> arrays, TimeProvider? time = null)
    {
        ICellArray[] open = [.. arrays.OfType<ICellArray>()];
        GroupFit.Check(open);
        (_group, _arrays, _time) = (group, [.. arrays], time ?? TimeProvider.System);
        _descriptions = [.. arrays.Select(array => array?.Describe())];
        _description = DescriptionOf(group, [.. _descriptions.OfType<ArrayDescription>()]);
        Settings = open[0].Settings;
    }

    /// <summary>An array of each device; null where it had dropped out before.</summary>
    public IReadOnlyList<ICellArray?> Arrays => _arrays;

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public ArrayDescription Describe() => _description;

    /// <inheritdoc/>
    /// <exception cref="DeviceLostException">No device is left.</exception>
    /// <exception cref="WrongNumbersException">A device gave wrong numbers.</exception>
    public Response Run(RunRequest request)
    {
        request.Check(Settings, signatures: _description.Capabilities.Computes(Features.Signature));
        lock (_turn)
        {
            var members = _group.Members;
            int[] devices = [.. Enumerable.Range(0, _arrays.Length).Where(device => _arrays[device] is not null && members[device].DroppedOut is null)];
            if (devices.Length == 0)
            {
                throw new DeviceLostException(members.Last(member => member.DroppedOut is not null).DroppedOut!.Reason);
            }

            if (request.Codes.IsEmpty)
            {
                return _arrays[devices[0]]!.Run(request);
            }

            var sharers = Sharers(request.Features);
            var order = _order.Next(devices, RunShares.Shares(sharers, devices));
            return new GroupBatch(_group, _arrays, devices, new RunShares(request.Codes.Length, UnitOf(request), sharers, order), request, _time).Run();
        }
    }

    /// <inheritdoc/>
    public void Rest()
    {
        lock (_turn)
        {
            foreach (var array in _arrays)
            {
                array?.Rest();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var array in _arrays)
        {
            array?.Dispose();
        }
    }

    // Runs that one device must compute: a trial of cells with per-cell parameters, or the cells of an image that votes.
    private int UnitOf(RunRequest request) => Settings.HasPerCellParameters ? Settings.Cells
        : request.Features.HasFlag(Features.Votes) ? request.Readout!.Cells
        : 1;

    private Sharer[] Sharers(Features features)
    {
        if (!_speeds.TryGetValue(features, out var speeds))
        {
            _speeds[features] = speeds = [.. _arrays.Select(_ => new SpeedMean())];
        }

        return [.. speeds.Select((speed, device) => new Sharer(speed, _descriptions[device]?.Capabilities.CallRuns ?? 1))];
    }

    // What all can is what the group can.
    private static ArrayDescription DescriptionOf(DeviceGroup group, ArrayDescription[] parts)
    {
        var can = parts.Select(part => part.Capabilities).ToArray();
        return new ArrayDescription(
            string.Join('+', parts.Select(part => part.Name)), FormattableString.Invariant($"{group.Members.Count} devices"), parts[0].Arithmetic,
            "runs split by speed", parts.All(part => part.Deterministic), parts.Any(part => part.Simulated), parts[0].ConstantsHash)
        {
            Cells = parts[0].Cells,
            Parts = parts,
            Capabilities = new ArrayCapabilities
            {
                FixedPoint = can[0].FixedPoint,
                Remote = can.Any(part => part.Remote),
                NativeFeatures = can.Select(part => part.NativeFeatures).Aggregate((all, one) => all & one),
                Imperfections = can.Select(part => part.Imperfections).Aggregate((all, one) => all & one) & ~ImperfectionKinds.Stateful,
                CallRuns = can.Sum(part => part.CallRuns),
            },
        };
    }
}
