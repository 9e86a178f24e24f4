using FhnHw.Tests;

namespace FhnHw.Host.Tests.Devices;

/// <summary>OpenCL drivers that abort, hang, refuse, run out of memory, are lost or compute wrongly: what each command says, and how it ends.</summary>
public sealed class FaultyDriverTests(FaultyDriver driver) : IClassFixture<FaultyDriver>
{
    private const string Short = "--transient 6 --record 4 --current-bits 6";
    private const string Trace = "trace --device opencl:0:0 --current 0.5 --transient 6 --record 4";
    private const string Train = $"train --device opencl:0:0 --data builtin --train-images 60 --test-images 20 --epochs 3 --forward stream {Short}";

    private static string Program => Path.Combine(AppContext.BaseDirectory, "fhnhw.dll");

    [DeviceTheory]
    [InlineData("abort-platforms", "by signal 6 while it lists its devices: faulty driver: no platforms today", "doctor")]
    [InlineData("abort-devices", "by signal 6 while it lists its devices: faulty driver: no devices today", "devices")]
    [InlineData("abort-build", "by signal 6 while it builds and runs kernels on", "devices")]
    [InlineData("abort-build", "device  opencl:0:0", $"train --data builtin --train-images 20 --test-images 10 --epochs 1 {Short}")]
    public void A_driver_that_aborts_is_left_out_and_the_others_go_on(string fault, string what, string command)
    {
        var temporary = Directory.CreateDirectory(Path.Combine(driver.Place, "temporary")).FullName;
        var (code, output, error) = driver.Run(Program, driver.BesidePoCl, fault, command, ("TMPDIR", temporary));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(what, output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [DeviceTheory]
    [InlineData("abort-platforms", "faulty driver: no platforms today")]
    [InlineData("abort-build", "by signal 6 while it builds and runs kernels on")]
    public void Where_the_only_driver_aborts_there_is_no_device_and_the_reason_is_told(string fault, string what) =>
        ShouldEnd(driver.Run(Program, driver.Alone, fault, Trace), "a-faulty.icd", what);

    /// <summary>The system ends processes too, where memory is short: that is no fault of a driver.</summary>
    [DeviceTheory]
    [InlineData("abort-platforms")]
    [InlineData("abort-build")]
    public void A_driver_that_dies_once_is_tried_again_and_used(string fault)
    {
        Warm();
        var mark = Path.Combine(driver.Place, fault);
        var (code, _, error) = driver.Run(Program, driver.Alone, $"{fault} once:{mark}", Trace);
        Assert.Equal((0, "", true), (code, error, File.Exists(mark)));
    }

    [DeviceFact]
    public void Where_a_driver_dies_over_kernels_its_cache_is_named_as_a_cause() => ShouldEnd(
        driver.Run(Program, driver.Alone, "abort-build", Trace), "a damaged cache of the driver can be the cause: delete that and try again");

    [DeviceTheory]
    [InlineData("hang-platforms", "it lists its devices")]
    [InlineData("hang-devices", "it lists its devices")]
    [InlineData("hang-build", "it builds and runs kernels on")]
    public void A_driver_that_hangs_is_left_out_and_leaves_no_process(string fault, string what)
    {
        ShouldEnd(
            driver.Run(Program, driver.Alone, fault, Trace, ("FHNHW_OPENCL_PATIENCE", "3")), "a-faulty.icd", "does not answer for 3 s", what);
        Generous.Until(() => driver.Left().Length == 0, "The end of every process");
    }

    /// <summary>What a power cut may leave of PoCL's cache takes the first process along; the next tries the driver out again, and tells the cause.</summary>
    [DeviceFact]
    public void A_damaged_cache_of_the_driver_is_named_until_it_is_deleted()
    {
        Warm();
        var (icd, cache) = (Path.Combine(driver.BesidePoCl, "pocl.icd"), Path.Combine(driver.Place, "damaged"));
        System.Diagnostics.Process.Start("cp", ["-r", Path.Combine(driver.Cache, "pocl"), cache]).WaitForExit();
        Assert.Equal(0, Run(Trace).Code);
        var libraries = Directory.GetFiles(cache, "*.so", SearchOption.AllDirectories);
        Assert.NotEmpty(libraries);
        Array.ForEach(libraries, library => File.WriteAllBytes(library, new byte[new FileInfo(library).Length]));

        Assert.True(Run(Trace).Code > 128, "A driver that loads zeros ends its process.");
        ShouldEnd(Run(Trace), "pocl.icd ends its process by signal", $"a damaged cache can be the cause: delete {cache} and try again");
        Assert.Contains($"delete {cache} and try again", Run("doctor").Output, StringComparison.Ordinal);
        ShouldEnd(Run(Trace), "delete"); // remembered

        Directory.Delete(cache, recursive: true);
        Assert.Equal(0, Run(Trace).Code);
        Assert.Empty(Directory.GetFiles(Path.Combine(driver.Cache, "fhnhw", "opencl", "in-use")));

        (int Code, string Output, string Error) Run(string command) => driver.Run(Program, icd, "", command, ("POCL_CACHE_DIR", cache));
    }

    [DeviceTheory]
    [InlineData("refuse-build", Trace, "refuses the kernels (input.cl:1:1: error: this driver builds nothing)")]
    [InlineData("refuse-build", Train, "refuses the kernels")]
    [InlineData("refuse-build", $"verify cpu opencl:0:0 {Short}", "refuses the kernels")]
    [InlineData("refuse-build", "bench --quick --device opencl:0:0", "refuses the kernels")]
    [InlineData("launch:1:-2", Trace, "device not available")]
    [InlineData("launch:1:-2", "bench --quick --device opencl:0:0", "device not available")]
    [InlineData("launch:1:-5", Trace, "out of resources")]
    [InlineData("launch:20:-2", $"verify cpu opencl:0:0 {Short}", "device not available")]
    [InlineData("launch:12:-2", Train, "device not available")]
    [InlineData("memory:100000", "trace --device opencl:0:0 --current 0.5 --record 1000 --stride 1", "give a smaller --record, a larger --stride")]
    [InlineData("read:1", Trace, "gives wrong numbers")]
    [InlineData("read:1", Train, "gives wrong numbers")]
    public void Every_command_ends_with_one_sentence_that_names_device_and_driver(string fault, string command, string what)
    {
        Warm();
        ShouldEnd(driver.Run(Program, driver.Alone, fault, command), "opencl:0:0", "Portable Computing Language", what);
    }

    [DeviceFact]
    public void Verify_shows_where_a_driver_computes_wrongly()
    {
        Warm();
        var (code, output, _) = driver.Run(Program, driver.Alone, "read:1", $"verify cpu opencl:0:0 {Short}");
        Assert.Equal(1, code);
        Assert.Contains("NOT bit-exact", output, StringComparison.Ordinal);
    }

    [DeviceFact]
    public void A_run_whose_device_was_lost_is_continued_to_the_same_bits()
    {
        Warm();
        var (whole, broken) = (Whole(), Path.Combine(driver.Place, "broken"));
        ShouldEnd(driver.Run(Program, driver.Alone, "launch:12:-2", $"{Train} --out {broken}"), "device not available");
        Assert.True(File.Exists(Path.Combine(broken, "checkpoint.npz")));
        Assert.False(File.Exists(Path.Combine(broken, "result.json")));
        Assert.Equal(0, driver.Run(Program, driver.Alone, "", $"train --resume {broken}").Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "weights.npz")), File.ReadAllBytes(Path.Combine(broken, "weights.npz")));
    }

    [DeviceFact]
    public void A_driver_that_hangs_in_mid_run_ends_it_with_one_sentence()
    {
        Warm();
        var folder = Path.Combine(driver.Place, "hung");
        ShouldEnd(
            driver.Run(Program, driver.Alone, "stall:12", $"{Train} --hidden 20 --out {folder}", ("FHNHW_OPENCL_PATIENCE", "20")),
            "opencl:0:0", "no longer answers");
        Assert.True(File.Exists(Path.Combine(folder, "checkpoint.npz")));
    }

    /// <summary>A device with room for few work-items at once, and for small buffers, gives the same weights.</summary>
    [DeviceTheory]
    [InlineData("room:40")]
    [InlineData("memory:2000000")]
    public void A_batch_that_does_not_fit_is_cut_into_smaller_ones_with_the_same_bits(string fault)
    {
        Warm();
        var (whole, cut) = (Whole(), Path.Combine(driver.Place, $"cut-{fault[..4]}"));
        var (code, _, error) = driver.Run(Program, driver.Alone, fault, $"{Train} --out {cut}");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "weights.npz")), File.ReadAllBytes(Path.Combine(cut, "weights.npz")));
    }

    [DeviceFact]
    public void Doctor_says_which_driver_gives_no_device_and_why()
    {
        var vendors = Path.Combine(driver.Place, "none");
        Directory.CreateDirectory(vendors);
        File.WriteAllText(Path.Combine(vendors, "none.icd"), "libnot-there.so\n");
        Assert.Contains(
            "none.icd names libnot-there.so, which cannot be loaded", driver.Run(Program, vendors, "", "doctor").Output, StringComparison.Ordinal);
        ShouldEnd(driver.Run(Program, vendors, "", Trace), "none.icd names libnot-there.so, which cannot be loaded");
        var pocl = Path.Combine(driver.BesidePoCl, "pocl.icd");
        ShouldEnd(
            driver.Run(Program, pocl, "", Trace, ("POCL_CACHE_DIR", "/proc/none")), "pocl.icd gives no device, since its cache /proc/none cannot be written");
        Assert.Contains(
            "pocl.icd may build no kernels, since its cache /proc cannot be written",
            driver.Run(Program, pocl, "", "doctor", ("POCL_CACHE_DIR", "/proc")).Output, StringComparison.Ordinal);
    }

    private void Warm() => driver.Warm(Program, Trace);

    // A run without faults, made once.
    private string Whole()
    {
        var whole = Path.Combine(driver.Place, "whole");
        Assert.True(Directory.Exists(whole) || driver.Run(Program, driver.Alone, "", $"{Train} --out {whole}").Code == 0);
        return whole;
    }

    private static void ShouldEnd((int Code, string Output, string Error) run, params string[] words)
    {
        var isOneSentence = run.Error.StartsWith("fhnhw: ", StringComparison.Ordinal) && run.Error.TrimEnd('\n').Split('\n').Length == 1;
        Assert.True(
            run.Code == 3 && isOneSentence && words.All(word => run.Error.Contains(word, StringComparison.Ordinal)),
            $"Code {run.Code}, and '{run.Error}' where one sentence with '{string.Join("', '", words)}' was expected.");
    }
}
