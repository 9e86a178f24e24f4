using System.Diagnostics;

namespace FhnHw.Kernels.Groups;

/// <summary>When and why a device dropped out of a run.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="AfterSeconds">Seconds since the group was opened.</param>
/// <param name="Reason">Why, a sentence.</param>
public sealed record DropOut(DateTime Time, double AfterSeconds, string Reason);

/// <summary>What a device of a group has computed so far.</summary>
/// <param name="Name">The device as it is named on the command line, with a number where several have the name.</param>
/// <param name="Runs">Runs that it has done.</param>
/// <param name="Calls">Calls in which it did them.</param>
/// <param name="BusySeconds">Seconds that it took for them.</param>
/// <param name="DroppedOut">When and why it dropped out; null where it did not.</param>
public sealed record GroupMember(string Name, long Runs = 0, long Calls = 0, double BusySeconds = 0, DropOut? DroppedOut = null);

/// <summary>
/// Devices that share the runs of everything a program does with them: who has computed what, and who dropped out. One that dropped out stays out,
/// also of arrays that are made later.
/// </summary>
/// <param name="members">The names of its devices.</param>
/// <param name="notes">Gets a sentence when a device drops out.</param>
public sealed class DeviceGroup(IReadOnlyList<string> members, Action<string>? notes = null)
{
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly GroupMember[] _members = [.. Numbered(members).Select(member => new GroupMember(member))];

    /// <summary>Its devices as they stand.</summary>
    public IReadOnlyList<GroupMember> Members
    {
        get
        {
            lock (_gate)
            {
                return [.. _members];
            }
        }
    }

    /// <summary>Notes what a device has done.</summary>
    internal void Count(int member, int runs, double seconds)
    {
        lock (_gate)
        {
            var before = _members[member];
            _members[member] = before with { Runs = before.Runs + runs, Calls = before.Calls + 1, BusySeconds = before.BusySeconds + seconds };
        }
    }

    /// <summary>A device drops out.</summary>
    /// <param name="member">Its number.</param>
    /// <param name="reason">Why, a sentence.</param>
    public void Drop(int member, string reason)
    {
        string name;
        int rest;
        lock (_gate)
        {
            if (_members[member].DroppedOut is not null)
            {
                return;
            }

            _members[member] = _members[member] with
            {
                DroppedOut = new DropOut(DateTime.UtcNow, Stopwatch.GetElapsedTime(_start).TotalSeconds, reason),
            };
            (name, rest) = (_members[member].Name, _members.Count(other => other.DroppedOut is null));
        }

        notes?.Invoke(rest switch
        {
            0 => $"{name} drops out, and no device is left: {reason}",
            1 => $"{name} drops out, and one device goes on: {reason}",
            _ => FormattableString.Invariant($"{name} drops out, and {rest} devices go on: {reason}"),
        });
    }

    // Of several devices with one name, such as sim+sim, each gets a number.
    private static IEnumerable<string> Numbered(IReadOnlyList<string> names)
    {
        for (var index = 0; index < names.Count; index++)
        {
            var name = names[index];
            yield return names.Count(other => other == name) == 1 ? name
                : FormattableString.Invariant($"{name} ({names.Take(index + 1).Count(other => other == name)})");
        }
    }
}
