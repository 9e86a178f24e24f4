using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FhnHw.Tests.Simulation;

/// <summary>The reference device's core in C as a shared library, built by its Makefile: one for each size of its memory.</summary>
internal sealed unsafe class DeviceLibrary
{
    private static readonly Lazy<string> Folder = new(Make);

    /// <summary>The libraries, from the room of a microcontroller to more than a simulation needs; the sizes are those of the Makefile.</summary>
    public static IReadOnlyList<DeviceLibrary> All { get; } =
    [
        new("tiny", 8, 0), new("small", 32, 128), new("middle", 64, 512), new("large", 256, 2048),
    ];

    private readonly Lazy<nint> _handle;
    private readonly Lazy<nint> _start, _poll, _hush, _upset;

    private DeviceLibrary(string name, int cells, int readoutWords)
    {
        (Name, Cells, ReadoutWords) = (name, cells, readoutWords);
        _handle = new(() => NativeLibrary.Load(Path.Combine(Folder.Value, $"libfhn-{name}.so")));
        (_start, _poll, _hush, _upset) = (Export("start"), Export("poll"), Export("hush"), Export("upset"));
    }

    /// <summary>Its name in the Makefile.</summary>
    public string Name { get; }

    /// <summary>The most cells in a job.</summary>
    public int Cells { get; }

    /// <summary>Words of readout; 0 where it counts no votes.</summary>
    public int ReadoutWords { get; }

    /// <summary>A device's memory.</summary>
    public nint New() => ((delegate* unmanaged<nint>)Export("new").Value)();

    /// <summary>Gives a device's memory back.</summary>
    public void Free(nint device) => ((delegate* unmanaged<nint, void>)Export("free").Value)(device);

    /// <summary>Power on.</summary>
    public void Start(nint device, int[] numbers, byte[] hash, uint features, uint cells, uint flags, uint now)
    {
        fixed (int* n = numbers)
        fixed (byte* h = hash)
        {
            ((delegate* unmanaged<nint, int*, byte*, uint, uint, uint, uint, void>)_start.Value)(device, n, h, features, cells, flags, now);
        }
    }

    /// <summary>Lets the device do what can be done at once.</summary>
    /// <param name="device">The device.</param>
    /// <param name="now">Milliseconds.</param>
    /// <param name="input">Bytes that have come.</param>
    /// <param name="output">Room for bytes that go.</param>
    /// <returns>True where something was done, with the bytes taken and given.</returns>
    public (bool Moved, int Taken, int Given) Poll(nint device, uint now, ReadOnlySpan<byte> input, Span<byte> output)
    {
        uint taken, given;
        fixed (byte* i = input)
        fixed (byte* o = output)
        {
            var moved = ((delegate* unmanaged<nint, uint, byte*, uint, uint*, byte*, uint, uint*, int>)_poll.Value)(
                device, now, i, (uint)input.Length, &taken, o, (uint)output.Length, &given);
            return (moved != 0, (int)taken, (int)given);
        }
    }

    /// <summary>No heartbeat before a time, milliseconds.</summary>
    public void Hush(nint device, uint until) => ((delegate* unmanaged<nint, uint, void>)_hush.Value)(device, until);

    /// <summary>Turns a bit of the reply that waits; false where none waits.</summary>
    public bool Upset(nint device, uint bit) => ((delegate* unmanaged<nint, uint, int>)_upset.Value)(device, bit) != 0;

    private Lazy<nint> Export(string name) => new(() => NativeLibrary.GetExport(_handle.Value, $"fhn_library_{name}"));

    private static string Make()
    {
        var start = new ProcessStartInfo("make", ["-s", "-C", Path.Combine(Checkout.Root, "tools", "refdevice"), "libraries"]) { RedirectStandardError = true };
        using var make = Process.Start(start)!;
        var errors = make.StandardError.ReadToEnd();
        make.WaitForExit();
        return make.ExitCode == 0
            ? Path.Combine(Checkout.Root, "artifacts", "refdevice")
            : throw new InvalidOperationException($"The reference device's libraries do not build: {errors}");
    }
}
