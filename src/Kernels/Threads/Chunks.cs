namespace FhnHw.Kernels.Threads;

/// <summary>Shares the chunks of longer work among all cores: a call of an array.</summary>
/// <remarks>
/// <see cref="Parallel"/> hands several chunks out at a time, and the thread that it wakes may wait some milliseconds for the scheduler, since the core
/// that woke it is busy: a response table takes two cores no more than some 16. The team's threads are awake in a tenth of a millisecond and take
/// one chunk at a time.
/// </remarks>
internal static class Chunks
{
    /// <summary>Does all chunks, on all cores.</summary>
    /// <param name="count">Chunks.</param>
    /// <param name="chunk">Does one; what it gives must not depend on the others.</param>
    public static void Share(int count, Action<int> chunk)
    {
        // One chunk needs no team, and the first call of that starts its threads.
        if (count < 2 || Team.Threads < Environment.ProcessorCount || !Team.TryShare(count, 1, Each))
        {
            Parallel.For(0, count, chunk);
        }

        void Each(int from, int to)
        {
            for (var index = from; index < to; index++)
            {
                chunk(index);
            }
        }
    }
}
