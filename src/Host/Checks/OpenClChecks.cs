using System.Runtime.InteropServices;
using FhnHw.Host.Devices;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Checks;

/// <summary>Looks for OpenCL: the loader library, and its drivers.</summary>
internal static class OpenClChecks
{
    /// <summary>What installs both on Debian and Ubuntu.</summary>
    public const string Install = "sudo apt-get install -y --no-install-recommends ocl-icd-libopencl1 pocl-opencl-icd";

    private const string VendorsFolder = "/etc/OpenCL/vendors", VendorsVariable = "OCL_ICD_VENDORS";

    private static string[] Libraries =>
        OperatingSystem.IsWindows() ? ["OpenCL.dll"]
        : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
        : ["libOpenCL.so.1", "libOpenCL.so"];

    private static string Mend => OperatingSystem.IsLinux()
        ? $"the device 'cpu' runs without it; on Debian or Ubuntu: {Install}"
        : "the device 'cpu' runs without it; install your graphics card's driver, or PoCL (portablecl.org)";

    /// <summary>All of them.</summary>
    public static IEnumerable<Finding> Run()
    {
        var library = Libraries.FirstOrDefault(Loads);
        yield return library is not null
            ? Finding.Good("OpenCL library", library)
            : Finding.Missing("OpenCL library", $"{Libraries[0]} is not found", Mend);
        if (OperatingSystem.IsLinux() && library is not null)
        {
            yield return Drivers();
            OpenClScreen.TriesAnew = true;
            _ = OpenClDevices.List();
            foreach (var driver in OpenClDevices.Drivers)
            {
                yield return Driver(driver);
            }
        }
    }

    private static Finding Driver(OpenClDriverReport driver)
    {
        var name = Path.GetFileName(driver.Driver);
        return driver.Problem is null
            ? Finding.Good("OpenCL driver", $"{name}: {(driver.Devices == 1 ? "1 device" : $"{driver.Devices} devices")}")
            : Finding.Missing("OpenCL driver", $"{name} {driver.Problem}", driver.IsHarmful
                ? "it is left out, so that it does not take runs along; update or remove it"
                : "mend or remove it; the device 'cpu' runs without it");
    }

    private static Finding Drivers()
    {
        var set = Environment.GetEnvironmentVariable(VendorsVariable);
        var place = string.IsNullOrEmpty(set) ? VendorsFolder : set;
        var drivers = Directory.Exists(place) ? Directory.GetFiles(place, "*.icd").Select(Path.GetFileName).Order().ToArray()
            : File.Exists(place) ? [Path.GetFileName(place)]
            : [];
        return drivers.Length > 0
            ? Finding.Good("OpenCL drivers", $"{string.Join(", ", drivers)} in {place}")
            : Finding.Missing("OpenCL drivers", $"none in {place}", Mend);
    }

    private static bool Loads(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
