using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FhnHw.Host.CommandLine;

namespace FhnHw.Host.Checks;

/// <summary>Looks at the runtime, the processor and the memory.</summary>
internal static class MachineChecks
{
    private const long NeededMemory = 1L << 30;

    /// <summary>All of them.</summary>
    public static IEnumerable<Finding> Run() => [Runtime(), Vectors(), Memory()];

    private static Finding Runtime() =>
        Finding.Good("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");

    private static Finding Vectors()
    {
        var machine = Machine.Here;
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        var detail = $"{machine.Processor}, {machine.Cores} cores, vectors of {bits} bits";
        return bits > 0
            ? Finding.Good("processor", detail)
            : Finding.Missing(
                "processor", $"{machine.Processor}, {machine.Cores} cores, no vectors",
                "cells run one by one here, some forty times slower; take another machine for long runs");
    }

    private static Finding Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GiB for this process");
        return bytes >= NeededMemory
            ? Finding.Good("memory", detail)
            : Finding.Missing("memory", detail, "training on all of MNIST takes up to 1 GiB; train on a subset, or raise the limit");
    }
}
