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
        lock (Gate)
        {
            var name = address.Key;
            if (!Open.TryGetValue(name, out var lease))
            {
                lease = new Lease(name, Board.Open(address, options));
                Open.Add(name, lease);
            }

            lease.Users++;
            return lease;
        }
    }

    /// <summary>A board that is open, with the number of its users.</summary>
    public sealed class Lease(string name, Board board)
    {
        /// <summary>The board.</summary>
        public Board Board => board;

        /// <summary>How many arrays stand on it.</summary>
        public int Users { get; set; }

        /// <summary>One user less; the last one closes the board.</summary>
        public void Return()
        {
            lock (Gate)
            {
                if (--Users == 0)
                {
                    Open.Remove(name);
                    board.Dispose();
                }
            }
        }
    }
}
