using System.Globalization;

namespace FhnHw.Host.Devices;

/// <summary>A file that registers an OpenCL driver (an ICD file).</summary>
/// <param name="Path">The file, one line of text.</param>
internal sealed record OpenClDriverFile(string Path)
{
    private const string UsualFolder = "/etc/OpenCL/vendors";

    // Where the dynamic linker looks, as far as it need be known to see that a driver was updated.
    private static readonly string[] Folders =
        ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib"];

    // What drivers look at.
    private static readonly string[] Variables =
    [
        "OCL_", "OPENCL_", "POCL_", "RUSTICL_", "MESA_", "GALLIUM_", "CUDA_", "NVIDIA_", "HIP_", "ROC", "GPU_", "ZE_", "LD_", "XDG_CACHE_HOME",
        "FHNHW_OPENCL_",
    ];

    /// <summary>The variables with which the loader looks elsewhere.</summary>
    public static readonly string[] VendorsVariables = ["OCL_ICD_VENDORS", "OPENCL_VENDOR_PATH"];

    /// <summary>The driver's library as the file names it.</summary>
    public string Library { get; } = Read(Path);

    /// <summary>The folder or file in which the loader looks for drivers.</summary>
    public static string Place =>
        VendorsVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(place => !string.IsNullOrEmpty(place)) ?? UsualFolder;

    /// <summary>All that the loader would load; empty where it is told of a library itself.</summary>
    public static OpenClDriverFile[] All() => Directory.Exists(Place)
        ? [.. Directory.GetFiles(Place, "*.icd").Order(StringComparer.Ordinal).Select(file => new OpenClDriverFile(file))]
        : File.Exists(Place) && Place.EndsWith(".icd", StringComparison.Ordinal) ? [new OpenClDriverFile(Place)] : [];

    /// <summary>Changes with the driver, the system that it finds, and the program.</summary>
    public string Identity => string.Join(" | ", [
        "driver", Path, Library, Stamp(Resolved), Boot(), Directory.Exists("/sys/devices/system").ToString(),
        typeof(OpenClDriverFile).Assembly.ManifestModule.ModuleVersionId.ToString(), .. Surroundings(),
    ]);

    /// <summary>What keeps it from building kernels, as far as can be seen from outside; null where nothing is to be seen.</summary>
    public string? Hindrance => IsPoCl && !CanWrite(PoClCache) ? $"its cache {PoClCache} cannot be written ($POCL_CACHE_DIR names another)" : null;

    /// <summary>What to try where it died or hung over kernels: it may have loaded damaged ones from a cache of its own, as a power cut leaves them.</summary>
    public string CacheHint => IsPoCl
        ? $"a damaged cache can be the cause: delete {PoClCache} and try again"
        : "a damaged cache of the driver can be the cause: delete that and try again";

    /// <summary>True where a cache that may have been the cause was deleted.</summary>
    public bool HasLostCache => IsPoCl && !Directory.Exists(PoClCache);

    private bool IsPoCl => Library.Contains("pocl", StringComparison.OrdinalIgnoreCase);

    private static string PoClCache => Environment.GetEnvironmentVariable("POCL_CACHE_DIR") is { Length: > 0 } set ? set
        : System.IO.Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
                : System.IO.Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/tmp", ".cache"),
            "pocl");

    private string Resolved => System.IO.Path.IsPathRooted(Library) ? Library
        : (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(Folders)
            .Select(folder => System.IO.Path.Combine(folder, Library)).FirstOrDefault(File.Exists) ?? Library;

    private static string Stamp(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? string.Create(CultureInfo.InvariantCulture, $"{info.Length} {info.LastWriteTimeUtc.Ticks}") : "";
    }

    private static string Boot() => Read("/proc/sys/kernel/random/boot_id");

    private static IEnumerable<string> Surroundings() => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => Variables.Any(begin => name.StartsWith(begin, StringComparison.Ordinal))).Order(StringComparer.Ordinal)
        .Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}".ReplaceLineEndings(" "));

    private static string Read(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() ?? "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = System.IO.Path.Combine(folder, $".fhnhw-{Environment.ProcessId}");
            File.WriteAllBytes(file, []);
            File.Delete(file);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
