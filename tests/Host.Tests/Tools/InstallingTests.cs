using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Tools;

/// <summary>
/// What tools/lib/common.sh installs, on a machine made of stand-ins: a PATH with nothing but the usual small programs, an apt-get that
/// only notes what it was asked, and where a test wants them a curl and a package of the SDK.
/// </summary>
public sealed class InstallingTests : IDisposable
{
    private const string NoOpenCl = "has_opencl() { return 1; }", WithOpenCl = "has_opencl() { return 0; }";

    // A dotnet that has the right SDK.
    private const string FakeSdk = "printf '#!/bin/bash\\necho \"10.0.100 [/sdk]\"\\n' > \"$sdk/dotnet\"; chmod +x \"$sdk/dotnet\"";

    private static readonly string[] SmallPrograms =
        ["bash", "basename", "cat", "chmod", "cut", "dirname", "env", "grep", "mkdir", "mktemp", "readlink", "rm", "sort", "tail"];

    private readonly TemporaryFolder _machine = new();

    public InstallingTests()
    {
        Directory.CreateDirectory(_machine["bin"]);
        foreach (var program in SmallPrograms.Where(_ => OperatingSystem.IsLinux()))
        {
            File.CreateSymbolicLink(Path.Combine(_machine["bin"], program), Path.Combine("/usr/bin", program));
        }

        Program("id", "echo 0");
        Program("apt-get", $"echo \"$@\" >> {_machine["apt"]}");
        Program("apt-cache", "echo '  Candidate: (none)'");
    }

    private string Home => _machine["home"];

    private string Asked => File.Exists(_machine["apt"]) ? File.ReadAllText(_machine["apt"]) : "";

    public void Dispose() => _machine.Dispose();

    [LinuxFact]
    public void Where_all_is_there_nothing_is_installed_or_said()
    {
        Program("dotnet", "echo '10.0.100 [/sdk]'");
        Assert.Equal((0, "", ""), EnsureTools(WithOpenCl));
        Assert.Equal("", Asked);
    }

    [LinuxFact]
    public void A_distribution_that_has_the_SDK_gives_it()
    {
        Program("apt-cache", "echo '  Candidate: 10.0.112-0ubuntu1'");
        Program("apt-get", $"echo \"$@\" >> {_machine["apt"]}; sdk={_machine["bin"]}; case \"$*\" in *dotnet-sdk-10.0*) {FakeSdk};; esac");
        var (code, output, _) = EnsureTools(NoOpenCl);
        Assert.Equal(0, code);
        Assert.Equal(
            "update -qq\ninstall -qq -y --no-install-recommends dotnet-sdk-10.0\n"
            + "install -qq -y --no-install-recommends ocl-icd-libopencl1 pocl-opencl-icd\n", Asked);
        Assert.Contains("> apt-get install -qq -y --no-install-recommends dotnet-sdk-10.0", output);
    }

    [LinuxFact]
    public void Where_no_package_has_the_SDK_its_script_installs_it_for_this_user_alone()
    {
        Program("curl", $"echo 'while [ $# -gt 0 ]; do [ $1 != --install-dir ] || sdk=$2; shift; done; mkdir -p $sdk'; cat {_machine["fake"]}");
        File.WriteAllText(_machine["fake"], FakeSdk + "\n");
        var (code, output, _) = EnsureTools($"{WithOpenCl}; say_where() {{ command -v dotnet; }}", "&& say_where");
        Assert.Equal(0, code);
        Assert.Contains("> curl -fsSL --proto =https --tlsv1.2 --max-time 60 https://dot.net/v1/dotnet-install.sh | ", output);
        Assert.Contains($"| bash -s -- --channel 10.0 --install-dir {Home}/.dotnet", output);
        Assert.EndsWith($"{Home}/.dotnet/dotnet\n", output);
    }

    [LinuxFact]
    public void A_download_that_fails_is_one_sentence_with_what_to_do()
    {
        Program("curl", "exit 6");
        var (code, _, error) = EnsureTools(WithOpenCl);
        Assert.Equal(2, code);
        Assert.Equal("The .NET SDK 10 could not be installed; install it from https://dotnet.microsoft.com/download and run this again.\n", error);
    }

    [LinuxFact]
    public void Without_rights_the_command_is_printed_and_the_run_goes_on()
    {
        Program("dotnet", "echo '10.0.100 [/sdk]'");
        Program("id", "echo 1000");
        var (code, output, _) = EnsureTools(NoOpenCl);
        Assert.Equal(0, code);
        Assert.Contains("run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ocl-icd-libopencl1 pocl-opencl-icd", output);
        Assert.Contains("Going on without OpenCL", output);
        Assert.Equal("", Asked);
    }

    [LinuxFact]
    public void A_dry_run_says_all_and_does_nothing()
    {
        Program("curl", "exit 6");
        var (code, output, _) = EnsureTools($"{NoOpenCl}; dry_run=1");
        Assert.Equal(0, code);
        Assert.Contains("dotnet-install.sh", output);
        Assert.Contains("pocl-opencl-icd", output);
        Assert.Equal("", Asked);
        Assert.False(Directory.Exists(Home));
    }

    [LinuxFact]
    public void An_installation_that_fails_shows_what_the_installer_said()
    {
        Program("dotnet", "echo '10.0.100 [/sdk]'");
        Program("apt-get", "echo 'E: Unable to locate package'; exit 100");
        var (code, output, error) = EnsureTools(NoOpenCl);
        Assert.Equal(0, code);
        Assert.Contains("E: Unable to locate package", error);
        Assert.Contains("Going on without OpenCL", output);
    }

    private void Program(string name, string body)
    {
        var path = Path.Combine(_machine["bin"], name);
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    private (int Code, string Output, string Error) EnsureTools(string before, string behind = "")
    {
        var library = Path.Combine(Checkout.Root, "tools", "lib", "common.sh");
        var info = new ProcessStartInfo("/bin/bash", ["-c", $". '{library}'; root='{_machine.Path}'; {before}; ensure_tools {behind}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["PATH"] = _machine["bin"];
        info.Environment["HOME"] = Home;
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
