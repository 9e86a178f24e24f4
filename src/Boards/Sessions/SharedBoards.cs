using FhnHw.Boards.Lines;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Sessions;

/// <summary>The boards that this process has open: a port can be opened once, and several arrays may stand on it.</summary>
public static class SharedBoards
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Lease> Open = [];

    /// <summary>The board at an address, opened where it is not open yet.</summary>
    /// <exception cref="DeviceMissingException">There is none.</exception>
    public static Lease Take(BoardAddress address, LinkOptions options)
    {
        Lease? lease;
        lock (Gate)
        {
            var name = address.Key;
            if (!Open.TryGetValue(name, out lease))
            {
                lease = new Lease(name);
                Open.Add(name, lease);
            }

            lease.Users++;
        }

        try
        {
            lease.OpenOnce(address, options);
            return lease;
        }
        catch
        {
            lease.Return();
            throw;
        }
    }

    /// <summary>A board that is open, with the number of its users.</summary>
    public sealed class Lease(string name)
    {
        private readonly Lock _opening = new(); // its own: a board that others have may be waited for, and other boards are opened meanwhile
        private Board? _board;

        /// <summary>The board.</summary>
        public Board Board => _board!;

        /// <summary>How many arrays stand on it.</summary>
        public int Users { get; set; }

        /// <summary>Opens the board where it is not open yet.</summary>
        internal void OpenOnce(BoardAddress address, LinkOptions options)
        {
            lock (_opening)
            {
                _board ??= Board.Open(address, options);
            }
        }

        /// <summary>One user less; the last one closes the board.</summary>
        public void Return()
        {
            lock (Gate)
            {
                if (--Users == 0)
                {
                    Open.Remove(name);
                    _board?.Dispose();
                }
            }
        }
    }
}
