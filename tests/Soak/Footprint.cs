using System.Diagnostics;

namespace FhnHw.Soak;

/// <summary>What a process keeps at a moment.</summary>
/// <param name="WorkingSet">Its memory, MB.</param>
/// <param name="Heap">Managed objects that are still used, MB.</param>
/// <param name="Handles">Open files, sockets and pipes.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Children">Its child processes.</param>
internal sealed record Footprint(double WorkingSet, double Heap, int Handles, int Threads, int Children)
{
    /// <summary>That of this process, after a collection.</summary>
    public static Footprint OfProcess()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        var handles = Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
        return new Footprint(process.WorkingSet64 / 1e6, heap / 1e6, handles, process.Threads.Count, CountChildren());
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{WorkingSet:0} MB, heap {Heap:0.0} MB, {Handles} handles, {Threads} threads, {Children} children");

    // The list of a process stands at each of its threads. Only Linux has it.
    private static int CountChildren()
    {
        var count = 0;
        foreach (var task in Directory.Exists("/proc/self/task") ? Directory.GetDirectories("/proc/self/task") : [])
        {
            try
            {
                count += File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            }
            catch (IOException)
            {
                // A thread that has ended meanwhile.
            }
        }

        return count;
    }
}
