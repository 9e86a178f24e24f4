using FhnHw.Boards.Fpga;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Peers;

/// <summary>The programs of tools/peers themselves, as far as they need nothing but a compiler and Python.</summary>
public sealed class PeerScriptsTests : IDisposable
{
    // With a short window: transient and window of 20 time units together.
    private static readonly ArraySettings Short = ArraySettings.Usual with { Window = new Window(3000, 2120, 16) };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Forms => ["-O3 -march=native", "-O3 -mavx2", "-O1"];

    public static TheoryData<string> Cells => ["usual", "other eps", "other dt", "other start", "offset", "strong currents"];

    [ToolTheory("gcc")]
    [MemberData(nameof(Cells))]
    public void The_hand_written_loop_has_the_bits_of_the_cpu_array(string cells) => HasBitsOfCpu("-O3 -march=native", Settings(cells), 1000);

    [ToolTheory("gcc")]
    [MemberData(nameof(Forms))]
    public void So_have_its_forms_for_other_processors(string flags)
    {
        if (flags.Contains("avx2", StringComparison.Ordinal) && !System.Runtime.Intrinsics.X86.Avx2.IsSupported)
        {
            return;
        }

        HasBitsOfCpu(OperatingSystem.IsLinux() ? flags : "-O3", Short, 333);
    }

    [ToolFact("gcc")]
    public void Other_bits_would_be_seen()
    {
        var own = Own(CellWork.Of(Settings("other eps"), 100));
        Assert.Contains("other bits", Peer(Compile("-O1"), CellWork.Of(Short, 100)).Difference(own, 1600, exact: true));
    }

    [ToolTheory("gcc")]
    [InlineData(0.001, 1.0, "dt/eps is 1/2 or more, which this loop does not do")]
    [InlineData(0.01, 2.1, "a drive is too large for lanes of 16 bits")]
    public void What_the_loop_cannot_do_it_refuses(double eps, double gamma, string words)
    {
        var settings = Short with { Parameters = new CellParameters(eps), Codes = CurrentCodes.OfBits(8, gamma) };
        var error = Assert.Throws<PeerFailedException>(() => Peer(Compile("-O1"), CellWork.Of(settings, 100)));
        Assert.Contains(words, error.Message);
    }

    [ToolFact("gcc")]
    public void Memory_is_written_kept_and_fresh()
    {
        var program = Compile("-O3", "memory_write.c");
        foreach (var pages in new[] { "kept", "fresh" })
        {
            using var peer = PeerProcess.Start(program, ["--threads", "2", "--own", pages], Generous.Patience, CancellationToken.None);
            Assert.True(peer.Run(1).Seconds > 0);
        }
    }

    [ToolFact("python3")]
    public void Every_script_is_Python()
    {
        var scripts = Directory.GetFiles(Sources, "*.py");
        var peers = PeerCatalog.All.Select(peer => peer.Source).Where(source => source.EndsWith(".py", StringComparison.Ordinal)).Distinct();
        Assert.Equal(peers.Concat(["blas.py", "peer.py"]).Order(), scripts.Select(Path.GetFileName).Order());
        const string Parse = "import ast, sys; [ast.parse(open(name).read(), name) for name in sys.argv[1:]]";
        var run = ToolBox.OfProcess().Run(new Tool("python3", null), ["-c", Parse, .. scripts], _folder.Path, CancellationToken.None);
        Assert.True(run.Code == 0, run.Output);
    }

    [ToolTheory("python3")]
    [InlineData("Prescott", "SkylakeX", "OpenBLAS SkylakeX, named since it does not know this processor|SkylakeX")]
    [InlineData("Prescott", "", "OpenBLAS Prescott|")]
    [InlineData("Zen", "Haswell", "OpenBLAS Zen|")]
    [InlineData("", "Haswell", "another BLAS|")]
    public void Better_kernels_are_named_where_OpenBLAS_takes_its_oldest(string taken, string better, string said)
    {
        var script = $"""
            import os, sys
            sys.path.insert(0, sys.argv[1])
            os.environ.pop("OPENBLAS_CORETYPE", None)
            import blas
            blas._core, blas._better = lambda: "{taken}", lambda: "{better}" or None
            print(blas.choose() + "|" + os.environ.get("OPENBLAS_CORETYPE", ""))
            """;
        var run = ToolBox.OfProcess().Run(new Tool("python3", null), ["-c", script, Sources], _folder.Path, CancellationToken.None);
        Assert.Equal((0, said), (run.Code, run.Output.Trim()));
    }

    // A peer of ten lines of plain Python: what the scripts share gives fhnhw what it checks.
    [ToolFact("python3")]
    public void A_peer_made_of_what_the_scripts_share_does_the_same_work()
    {
        File.WriteAllText(_folder["plain.py"], """
            import peer
            work = peer.arguments()
            drive = [current + work.a for current in peer.currents(work)]
            def run(times):
                cells = [[work.x0, work.y0] for _ in drive]
                def advance(steps):
                    for cell, d in zip(cells, drive):
                        x, y = cell
                        for _ in range(steps):
                            x, y = x + work.dt / work.eps * (x - x * x * x / 3 - y), y + work.dt * (x + d)
                        cell[:] = x, y
                advance(work.transient)
                first, squares = [cell[1] for cell in cells], []
                for _ in range(work.snapshots):
                    squares.append(sum(cell[0] ** 2 for cell in cells) / len(cells))
                    advance(work.stride)
                return 1.0, peer.cell_checks(work, drive, first, [cell[1] for cell in cells], squares)
            peer.serve("plain", 1, run)
            """);
        var work = CellWork.Of(Short, 40);
        using var peer = Start("/usr/bin/env", ["PYTHONPATH=" + Sources, "python3", _folder["plain.py"]], work);
        Assert.StartsWith("plain, Python 3", peer.Ready.Versions);
        Assert.Null(peer.Run(1).Checks.Difference(Own(work), 40 * CellWork.Samples, exact: false));
    }

    private static string Sources => Path.Combine(Checkout.Root, "tools", "peers");

    private static ArraySettings Settings(string cells) => cells switch
    {
        "other eps" => Short with { Parameters = new CellParameters(0.02) },
        "other dt" => Short with { Format = new CellFormat(dtExponent: 10) },
        "other start" => Short with { Parameters = new CellParameters(0.01, 0, -1.3, 0.4) },
        "offset" => Short with { Parameters = new CellParameters(0.01, 0.2) },
        "strong currents" => Short with { Codes = CurrentCodes.OfBits(12, 1.2) },
        _ => Short,
    };

    private void HasBitsOfCpu(string flags, ArraySettings settings, int cells)
    {
        var work = CellWork.Of(settings, cells);
        Assert.Null(Peer(Compile(flags), work).Difference(Own(work), cells * CellWork.Samples, exact: true));
    }

    private static WorkChecks Own(CellWork work)
    {
        using var array = new CpuArray(work.Array);
        return work.ChecksOf(array);
    }

    private WorkChecks Peer(string program, CellWork work)
    {
        using var peer = Start(program, [], work);
        return peer.Run(2).Checks;
    }

    private PeerProcess Start(string program, IReadOnlyList<string> before, CellWork work)
    {
        work.WriteCurrents(_folder["currents"]);
        return PeerProcess.Start(program, [.. before, .. work.Arguments(_folder["currents"], 2)], Generous.Patience, CancellationToken.None);
    }

    private string Compile(string flags, string source = "fixed_step.c")
    {
        var program = _folder[$"program{_folder.Names.Length}"];
        var run = ToolBox.OfProcess().Run(
            new Tool("gcc", "gcc"), [.. flags.Split(' '), "-Wall", "-Wextra", "-Werror", source, "-o", program, "-pthread", "-lm"], Sources,
            CancellationToken.None);
        Assert.True(run.Code == 0, run.Output);
        return program;
    }
}
