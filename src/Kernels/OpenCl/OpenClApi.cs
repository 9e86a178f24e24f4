using System.Runtime.InteropServices;
using System.Text;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using Silk.NET.Core.Contexts;
using Silk.NET.OpenCL;

namespace FhnHw.Kernels.OpenCl;

/// <summary>The OpenCL library; turns its error codes into sentences.</summary>
internal static unsafe class OpenClApi
{
    private const int NoPlatforms = -1001;
    private const string LinuxLoader = "libOpenCL.so.1";

    private static readonly Lazy<CL> Library = new(Load);

    /// <summary>The loaded library.</summary>
    /// <exception cref="DeviceMissingException">No OpenCL loader is installed.</exception>
    public static CL Instance
    {
        get
        {
            try
            {
                return Library.Value;
            }
            catch (Exception error) when (error is FileNotFoundException or DllNotFoundException)
            {
                throw new DeviceMissingException(
                    "No OpenCL library is installed; on Debian or Ubuntu run 'apt-get install ocl-icd-libopencl1 pocl-opencl-icd'.", error);
            }
        }
    }

    /// <summary>Throws where a call on a device failed.</summary>
    /// <param name="code">What the call returned.</param>
    /// <param name="action">What was being done, as in "The OpenCL device failed to ...".</param>
    /// <param name="device">The device, where one is known.</param>
    /// <exception cref="OpenClMemoryException">It has no room.</exception>
    /// <exception cref="DeviceLostException">The code is another than 0.</exception>
    public static void Check(int code, string action, OpenClDevice? device = null)
    {
        if (code == 0)
        {
            return;
        }

        var message = $"{device?.Title ?? "The OpenCL device"} failed to {action} ({OpenClErrors.Words(code)}).";
        throw OpenClErrors.IsOfMemory(code)
            ? new OpenClMemoryException(message)
            {
                Remedies = [Remedy.Smaller(nameof(Window.Steps)), Remedy.Larger(nameof(Window.Stride)), Remedy.Do(RemedyAction.CpuArray)],
            }
            : new DeviceLostException(message) { Remedies = [Remedy.Do(RemedyAction.CheckMachine), Remedy.Do(RemedyAction.OtherDevice)] };
    }

    /// <summary>The platforms, none where no driver is registered.</summary>
    public static nint[] Platforms()
    {
        uint count = 0;
        var code = Instance.GetPlatformIDs(0, null, &count);
        if (code == NoPlatforms || count == 0)
        {
            return [];
        }

        Check(code, "list its platforms");
        var platforms = new nint[count];
        fixed (nint* pointer = platforms)
        {
            Check(Instance.GetPlatformIDs(count, pointer, null), "list its platforms");
        }

        return platforms;
    }

    /// <summary>The devices of a platform, none where it has none.</summary>
    public static nint[] Devices(nint platform)
    {
        uint count = 0;
        if (Instance.GetDeviceIDs(platform, DeviceType.All, 0, null, &count) != 0 || count == 0)
        {
            return [];
        }

        var devices = new nint[count];
        fixed (nint* pointer = devices)
        {
            Check(Instance.GetDeviceIDs(platform, DeviceType.All, count, pointer, null), "list its devices");
        }

        return devices;
    }

    /// <summary>A text property of a platform.</summary>
    public static string PlatformText(nint platform, PlatformInfo property) => Text(
        (room, value, size) => Instance.GetPlatformInfo(platform, property, room, (void*)value, (nuint*)size), "describe its platform");

    /// <summary>A text property of a device.</summary>
    public static string DeviceText(nint device, DeviceInfo property) => Text(
        (room, value, size) => Instance.GetDeviceInfo(device, property, room, (void*)value, (nuint*)size), "describe itself");

    /// <summary>A number property of a device, 4 or 8 bytes.</summary>
    public static ulong DeviceNumber(nint device, DeviceInfo property)
    {
        ulong value = 0;
        Check(Instance.GetDeviceInfo(device, property, sizeof(ulong), &value, null), "describe itself");
        return value;
    }

    /// <summary>The compiler's messages for a program that did not build.</summary>
    public static string BuildLog(nint program, nint device)
    {
        nuint size = 0;
        _ = Instance.GetProgramBuildInfo(program, device, ProgramBuildInfo.BuildLog, 0, null, &size);
        var bytes = new byte[(int)size];
        fixed (byte* pointer = bytes)
        {
            _ = Instance.GetProgramBuildInfo(program, device, ProgramBuildInfo.BuildLog, size, pointer, null);
        }

        return Text(bytes);
    }

    // Silk.NET reads the program's list of packages to find a library, which takes longer than loading it; on Linux its place is known.
    private static CL Load() => OperatingSystem.IsLinux() && NativeLibrary.TryLoad(LinuxLoader, out var handle)
        ? new CL(new LamdaNativeContext(name => NativeLibrary.TryGetExport(handle, name, out var function) ? function : 0))
        : CL.GetApi();

    // Asks for the length, then for the text.
    private static string Text(Func<nuint, nint, nint, int> ask, string action)
    {
        nuint size = 0;
        Check(ask(0, 0, (nint)(&size)), action);
        var bytes = new byte[(int)size];
        fixed (byte* pointer = bytes)
        {
            Check(ask(size, (nint)pointer, 0), action);
        }

        return Text(bytes);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
}
