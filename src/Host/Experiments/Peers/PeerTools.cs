using System.Security.Cryptography;
using System.Text;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Peers;

/// <summary>Finds the interpreters and compilers of peers; keeps what it compiles in the user's cache.</summary>
/// <param name="folder">Holds the peers' sources, <c>tools/peers</c>.</param>
/// <param name="searchPath">Folders as in PATH.</param>
/// <param name="cache">The user's cache.</param>
internal sealed class PeerTools(string folder, string searchPath, string cache)
{
    private const string Python = "python3";

    // A peer is compiled for the processor that it runs on; -ffast-math only where floating point is what it computes.
    private static readonly string[] OfC = ["-O3", "-march=native", "-pthread"], OfCpp = [.. OfC, "-ffast-math"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The usual ones: this checkout, this process's search path, this user's cache.</summary>
    /// <exception cref="DeviceMissingException">There is no checkout around the program.</exception>
    public static PeerTools Usual() => new(
        Path.Combine(HdlSources.FindCheckout().Root, "tools", "peers"), Environment.GetEnvironmentVariable("PATH") ?? "",
        UserCache.Folder(Environment.GetEnvironmentVariable));

    /// <summary>The command that starts a peer.</summary>
    /// <param name="peer">Which.</param>
    /// <param name="cancellation">Ends a compilation.</param>
    /// <exception cref="PeerMissingException">Its interpreter, compiler or library is not installed.</exception>
    /// <exception cref="PeerFailedException">It does not compile.</exception>
    public IReadOnlyList<string> Command(Peer peer, CancellationToken cancellation) => peer.Language switch
    {
        PeerLanguage.Python => [PythonWith(peer, cancellation), Path.Combine(folder, peer.Source)],
        PeerLanguage.C => [Compiled(peer, new Tool("gcc", "gcc"), [.. OfC, "-lm"], cancellation)],
        _ => [Compiled(peer, new Tool("g++", "g++"), OfCpp, cancellation)],
    };

    // Several Pythons may be installed, and a distribution's packages are only in its own.
    private string PythonWith(Peer peer, CancellationToken cancellation)
    {
        string[] found =
        [
            .. searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(place => Path.Combine(place, OperatingSystem.IsWindows() ? Python + ".exe" : Python))
                .Where(File.Exists),
        ];
        if (found.Length == 0)
        {
            throw new PeerMissingException("Python 3 is not installed", peer.Install);
        }

        return found.FirstOrDefault(python => Has(python, peer.Needs, cancellation))
            ?? throw new PeerMissingException($"no Python here has the module {peer.Needs}", peer.Install);
    }

    private static bool Has(string python, string module, CancellationToken cancellation)
    {
        var ask = $"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)";
        var here = new ToolBox(Path.GetDirectoryName(python)!);
        return here.Run(new Tool(Python, null), ["-c", ask], Environment.CurrentDirectory, cancellation).Code == 0;
    }

    private string Compiled(Peer peer, Tool compiler, string[] flags, CancellationToken cancellation)
    {
        var box = new ToolBox(searchPath);
        if (box.Find(compiler) is null)
        {
            throw new PeerMissingException($"{compiler.Name} is not installed", peer.Install);
        }

        var name = Path.GetFileNameWithoutExtension(peer.Source);
        var place = Path.Combine(cache, "peers", $"{name}-{Key(box, compiler, flags, peer.Source)}");
        if (KeptFolder.IsWhole(place))
        {
            return Path.Combine(place, name);
        }

        using var hold = FileLock.Take(place + ".lock", "compiles the same peer", Patience, cancellation);
        if (KeptFolder.IsWhole(place))
        {
            return Path.Combine(place, name);
        }

        using var scratch = new ScratchFolder(place, alone: true);
        string[] ordered =
        [
            .. flags.Where(flag => !flag.StartsWith("-l", StringComparison.Ordinal)), peer.Source, "-o", Path.Combine(scratch.Path, name),
            .. flags.Where(flag => flag.StartsWith("-l", StringComparison.Ordinal)),
        ];
        var run = box.Run(compiler, ordered, folder, cancellation);
        if (run.Code == 0)
        {
            KeptFolder.Seal(scratch.Path);
            scratch.MoveTo(place);
            return Path.Combine(place, name);
        }

        var error = run.Output.Split('\n').FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? run.Complaint;
        throw peer.Needs.Length > 0 && error.Contains($"{peer.Needs}: No such file", StringComparison.Ordinal)
            ? new PeerMissingException($"the header {peer.Needs} is not installed", peer.Install)
            : new PeerFailedException($"does not compile ({Sentences.Join(error)})");
    }

    private string Key(ToolBox box, Tool compiler, string[] flags, string source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', [box.Version(compiler), Processor.Name, .. flags])));
        hash.AppendData(File.ReadAllBytes(Path.Combine(folder, source)));
        hash.AppendData(File.ReadAllBytes(Path.Combine(folder, "peer.h")));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
