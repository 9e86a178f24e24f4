using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Groups;

namespace FhnHw.Host.Devices;

/// <summary>
/// The groups of devices of one call of the program. Studies open a group again and again, for other settings: what its devices have done, and which
/// of them dropped out, is kept here.
/// </summary>
public sealed class DeviceGroups
{
    private readonly Dictionary<string, Entry> _known = [];

    /// <summary>Who has computed what; null where no group has run anything.</summary>
    public IReadOnlyList<DeviceShare>? Shares
    {
        get
        {
            lock (_known)
            {
                DeviceShare[] shares = [.. _known.Values.SelectMany(SharesOf)];
                return shares.Sum(share => share.Runs) == 0 ? null : shares;
            }
        }
    }

    /// <summary>Opens a group for some settings. A device that drops out, or dropped out before, is left out.</summary>
    /// <param name="name">The group.</param>
    /// <param name="create">Opens one of its devices.</param>
    /// <param name="notes">Gets a sentence when a device drops out.</param>
    /// <exception cref="DeviceMissingException">At the group's first opening a device is not there.</exception>
    /// <exception cref="DeviceLostException">No device is left.</exception>
    internal GroupArray Open(DeviceName.Group name, Func<DeviceName, ICellArray> create, Action<string>? notes)
    {
        var entry = EntryOf(name, notes);
        var arrays = new ICellArray?[name.Members.Count];
        try
        {
            for (var device = 0; device < arrays.Length; device++)
            {
                arrays[device] = Open(entry.Group, device, () => create(name.Members[device]));
                entry.Add(device, CellArrays.BoardOf(arrays[device]));
            }

            return arrays.Any(array => array is not null)
                ? new GroupArray(entry.Group, arrays)
                : throw new DeviceLostException(entry.Group.Members[^1].DroppedOut!.Reason);
        }
        catch
        {
            Array.ForEach(arrays, array => array?.Dispose());
            throw;
        }
    }

    // Once the group has run something, a device that is gone is no reason to end the run.
    private static ICellArray? Open(DeviceGroup group, int device, Func<ICellArray> create)
    {
        if (group.Members[device].DroppedOut is not null)
        {
            return null;
        }

        try
        {
            return create();
        }
        catch (Exception gone) when (gone is DeviceMissingException or DeviceLostException and not WrongNumbersException
            && group.Members.Any(member => member.Runs > 0))
        {
            group.Drop(device, gone.Message);
            return null;
        }
    }

    private Entry EntryOf(DeviceName.Group name, Action<string>? notes)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(name.ToString(), out var entry))
            {
                entry = new Entry(new DeviceGroup([.. name.Members.Select(device => device.ToString())], notes));
                _known.Add(name.ToString(), entry);
            }

            return entry;
        }
    }

    private static IEnumerable<DeviceShare> SharesOf(Entry entry)
    {
        var members = entry.Group.Members;
        var all = Math.Max(1, members.Sum(member => member.Runs));
        return members.Select((member, device) => new DeviceShare(
            member.Name, member.Runs, (double)member.Runs / all, member.BusySeconds > 0 ? member.Runs / member.BusySeconds : null, member.BusySeconds,
            member.DroppedOut, BoardTime.OfAll(entry.BoardsOf(device))));
    }

    private sealed class Entry(DeviceGroup group)
    {
        private readonly List<Board>[] _boards = [.. group.Members.Select(_ => new List<Board>())];

        public DeviceGroup Group => group;

        /// <summary>Every board that was opened for a device; one after the other, since arrays that are open at the same time share it.</summary>
        public IReadOnlyList<Board> BoardsOf(int device)
        {
            lock (_boards)
            {
                return [.. _boards[device]];
            }
        }

        public void Add(int device, Board? board)
        {
            lock (_boards)
            {
                if (board is not null && !_boards[device].Contains(board))
                {
                    _boards[device].Add(board);
                }
            }
        }
    }
}
