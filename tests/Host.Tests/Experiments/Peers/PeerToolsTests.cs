using FhnHw.Host.Experiments.Peers;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Peers;

/// <summary>What starts a peer: found, compiled, or missing and named.</summary>
public sealed class PeerToolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly Peer Script = PeerCatalog.All.First(peer => peer.Name == "numpy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_Python_the_peer_is_missing_and_its_packages_are_named()
    {
        var error = Assert.Throws<PeerMissingException>(() => Tools("").Command(Script, CancellationToken.None));
        Assert.Equal("Python 3 is not installed", error.Message);
        Assert.Equal("sudo apt-get install python3-numpy", error.Install);
    }

    [UnixFact]
    public void A_Python_without_the_module_is_passed_over_for_one_that_has_it()
    {
        Program("without/python3", "exit 1");
        Program("with/python3", "exit 0");
        var (without, both) = (Tools(_folder["without"]), Tools($"{_folder["without"]}:{_folder["with"]}"));
        Assert.Equal("no Python here has the module numpy", Assert.Throws<PeerMissingException>(() => without.Command(Script, default)).Message);
        Assert.Equal([_folder["with/python3"], Path.Combine(Sources, "numpy_euler.py")], both.Command(Script, default));
    }

    [Fact]
    public void Without_a_compiler_the_peer_is_missing()
    {
        var error = Assert.Throws<PeerMissingException>(() => Tools("").Command(Ceiling, default));
        Assert.Equal(("gcc is not installed", "sudo apt-get install gcc libc6-dev"), (error.Message, error.Install));
    }

    [ToolFact("gcc")]
    public void A_program_is_compiled_once()
    {
        var tools = Tools(Environment.GetEnvironmentVariable("PATH")!);
        var program = Assert.Single(tools.Command(Ceiling, default));
        var written = File.GetLastWriteTimeUtc(program);
        Assert.Equal(program, Assert.Single(tools.Command(Ceiling, default)));
        Assert.Equal(written, File.GetLastWriteTimeUtc(program));
    }

    [ToolFact("g++")]
    public void A_header_that_is_not_there_is_a_missing_package_and_another_error_is_not()
    {
        Directory.CreateDirectory(_folder["sources"]);
        File.WriteAllText(_folder["sources/peer.h"], "");
        File.WriteAllText(_folder["sources/header.cpp"], "#include <no/such/header.hpp>\n");
        File.WriteAllText(_folder["sources/wrong.cpp"], "int main() { return nothing; }\n");
        var tools = new PeerTools(_folder["sources"], Environment.GetEnvironmentVariable("PATH")!, _folder["cache"]);
        var peer = new Peer("fake", PeerWork.Cells, PeerLanguage.Cpp, "header.cpp", "no/such/header.hpp", ["libno-dev"], "Nothing.");
        var missing = Assert.Throws<PeerMissingException>(() => tools.Command(peer, default));
        Assert.Equal("the header no/such/header.hpp is not installed", missing.Message);
        var wrong = Assert.Throws<PeerFailedException>(() => tools.Command(peer with { Source = "wrong.cpp" }, default));
        Assert.StartsWith("does not compile (", wrong.Message);
        Assert.Contains("nothing", wrong.Message);
    }

    [Fact]
    public void Every_peer_has_its_file_a_name_of_its_own_and_packages()
    {
        Assert.Equal(PeerCatalog.All.Count, PeerCatalog.All.Select(peer => peer.Name).Distinct().Count());
        Assert.All(PeerCatalog.All, peer =>
        {
            Assert.True(File.Exists(Path.Combine(Sources, peer.Source)), peer.Source);
            Assert.NotEmpty(peer.Packages);
        });
    }

    [Fact]
    public void Peers_are_chosen_by_name_or_by_the_name_s_beginning()
    {
        Assert.Equal(PeerCatalog.All, PeerCatalog.Of([]).Peers);
        Assert.Equal(PeerCatalog.All, PeerCatalog.Of(["all"]).Peers);
        var (peers, unknown) = PeerCatalog.Of(["numpy", "odeint", "bran"]);
        Assert.Equal(["odeint-blocks", "odeint-vectors", "numpy"], peers.Select(peer => peer.Name));
        Assert.Equal(["bran"], unknown);
    }

    private static string Sources => Path.Combine(Checkout.Root, "tools", "peers");

    private static Peer Ceiling => PeerCatalog.All.First(peer => peer.Name == "ceiling");

    private PeerTools Tools(string searchPath) => new(Sources, searchPath, _folder["cache"]);

    private void Program(string name, string body)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }
}
