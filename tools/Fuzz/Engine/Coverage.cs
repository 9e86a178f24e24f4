using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SharpFuzz.Common;

namespace FhnHw.Fuzz.Engine;

/// <summary>
/// Which branches of the product inputs took. SharpFuzz writes the counting into copies of the product's assemblies; where they are as built, nothing is
/// counted and every input looks the same.
/// </summary>
internal static unsafe class Coverage
{
    /// <summary>Counters: the branch from one place to another has the one of their two random numbers, as AFL has it.</summary>
    public const int Size = 1 << 16;

    private static readonly byte* Map = (byte*)NativeMemory.AlignedAlloc(Size, 64);

    private static readonly byte[] Seen = new byte[Size];

    /// <summary>Branches that any input took.</summary>
    public static int Edges { get; private set; }

    /// <summary>Gives the counters their place. Before any code of the product runs.</summary>
    public static void Begin()
    {
        NativeMemory.Clear(Map, Size);
        Trace.SharedMem = Map;
    }

    /// <summary>Counts from nothing.</summary>
    public static void Clear()
    {
        NativeMemory.Clear(Map, Size);
        Trace.PrevLocation = 0;
    }

    /// <summary>True where the last input took a branch that none took before, or took one more often by a power of two.</summary>
    public static bool IsNew()
    {
        var found = false;
        for (var i = 0; i < Size; i += Vector256<byte>.Count)
        {
            if (Vector256.Load(Map + i) == Vector256<byte>.Zero)
            {
                continue;
            }

            for (var j = i; j < i + Vector256<byte>.Count; j++)
            {
                found |= Take(j);
            }
        }

        return found;
    }

    // A bit for each power of two of the count, so that a loop that runs a little longer is nothing new.
    private static bool Take(int branch)
    {
        if (Map[branch] == 0)
        {
            return false;
        }

        var bit = (byte)(1 << BitOperations.Log2(Map[branch]));
        if ((Seen[branch] & bit) != 0)
        {
            return false;
        }

        Edges += Seen[branch] == 0 ? 1 : 0;
        Seen[branch] |= bit;
        return true;
    }
}
