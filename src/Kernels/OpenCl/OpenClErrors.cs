using System.Globalization;

namespace FhnHw.Kernels.OpenCl;

/// <summary>OpenCL's error codes (CL/cl.h) in words.</summary>
internal static class OpenClErrors
{
    private const int AllocationFailure = -4, OutOfResources = -5, OutOfHostMemory = -6, InvalidBufferSize = -61;

    /// <summary>True where there was no room, and less may fit.</summary>
    public static bool IsOfMemory(int code) => code is AllocationFailure or OutOfResources or OutOfHostMemory or InvalidBufferSize;

    /// <summary>A code and what it means, such as "error -5, out of resources".</summary>
    public static string Words(int code) => string.Create(CultureInfo.InvariantCulture, $"error {code}") + (Meaning(code) is { } meaning ? $", {meaning}" : "");

    private static string? Meaning(int code) => code switch
    {
        -1 => "device not found",
        -2 => "device not available",
        -3 => "compiler not available",
        AllocationFailure => "no memory for a buffer",
        OutOfResources => "out of resources",
        OutOfHostMemory => "out of host memory",
        -11 => "the program does not build",
        -14 => "a launch before it failed",
        -33 => "invalid device",
        -34 => "invalid context",
        -36 => "invalid queue",
        -38 => "invalid buffer",
        -45 or -46 or -48 => "invalid kernel",
        -54 or -55 or -63 => "invalid size of a launch",
        InvalidBufferSize => "invalid size of a buffer",
        -9999 => "illegal access of a buffer", // NVIDIA's
        _ => null,
    };
}
