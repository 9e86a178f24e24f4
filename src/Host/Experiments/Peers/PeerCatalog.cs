namespace FhnHw.Host.Experiments.Peers;

/// <summary>The peers that the program knows; each has a file in <c>tools/peers</c>.</summary>
internal static class PeerCatalog
{
    /// <summary>All of them, the ceilings of each kind of work first.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        new("ceiling", PeerWork.Cells, PeerLanguage.C, "fixed_step.c", "", ["gcc", "libc6-dev"],
            "A loop of vector instructions written by hand: the same step and the same bits, for this format and ideal cells alone.")
        {
            IsExact = true,
            UsesAllCores = true,
        },
        Odeint("blocks", "blocks of 128 cells as arrays of fixed size"),
        Odeint("vectors", "one std::vector a core"),
        Brian("standalone", "its own C++ program, on one core, as it makes it where nothing is set"),
        Brian("openmp", "its own C++ program on all cores, by its OpenMP") with
        {
            Arguments = ["--target", "standalone", "--openmp", $"{Environment.ProcessorCount}"],
        },
        Brian("cython", "steps one by one under Python, on one core") with { StepShare = 4 },
        new("numpy", PeerWork.Cells, PeerLanguage.Python, "numpy_euler.py", "numpy", ["python3-numpy"],
            "Euler in single precision; whole arrays in place, on one core."),
        Brian("numpy", "steps one by one in NumPy, on one core") with { StepShare = 20 },
        new("scipy", PeerWork.Cells, PeerLanguage.Python, "scipy_lsoda.py", "scipy", ["python3-scipy"],
            "LSODA in double precision with steps of its own choice, told as Euler steps over the same time; cell by cell, on one core.")
        {
            CellShare = 512,
        },
        Memory("kept", "pages that are there already"),
        Memory("fresh", "pages that the system hands out while they are written, as it does for an array's new trace"),
        Torch("tensors", "batches cut out of one tensor"),
        Torch("loader", "batches from a DataLoader, as its tutorials have it"),
        Torch("default", "as torch-tensors, with its threads and those of BLAS as they come") with { Arguments = ["--pools", "default"] },
    ];

    /// <summary>The peers of some names.</summary>
    /// <param name="names">Names or beginnings of names up to a hyphen, such as <c>brian</c>; all of them for none, and for <c>all</c>.</param>
    /// <returns>The peers in their own order, and the names that are none.</returns>
    public static (IReadOnlyList<Peer> Peers, IReadOnlyList<string> Unknown) Of(IReadOnlyList<string> names) =>
        names.Count == 0 ? (All, []) : (
            [.. All.Where(peer => names.Any(name => IsOf(peer, name)))],
            [.. names.Where(name => !All.Any(peer => IsOf(peer, name)))]);

    private static bool IsOf(Peer peer, string name) => name == "all" || peer.Name == name || peer.Name.StartsWith($"{name}-", StringComparison.Ordinal);

    private static Peer Odeint(string state, string words) => new(
        $"odeint-{state}", PeerWork.Cells, PeerLanguage.Cpp, "odeint_euler.cpp", "boost/numeric/odeint.hpp", ["g++", "libboost-dev"],
        $"Euler in single precision; {words}.")
    {
        Arguments = ["--own", state],
        UsesAllCores = true,
    };

    private static Peer Brian(string target, string words) => new(
        $"brian-{target}", PeerWork.Cells, PeerLanguage.Python, "brian_euler.py", "brian2", ["python3-brian", "g++"],
        $"Euler in single precision; {words}.")
    {
        Arguments = ["--target", target],
    };

    private static Peer Memory(string pages, string words) => new(
        $"memory-{pages}", PeerWork.Traces, PeerLanguage.C, "memory_write.c", "", ["gcc", "libc6-dev"],
        $"Writes as many bytes and computes nothing: to {words}.")
    {
        Arguments = ["--own", pages],
        UsesAllCores = true,
    };

    private static Peer Torch(string batches, string words) => new(
        $"torch-{batches}", PeerWork.Training, PeerLanguage.Python, "torch_mlp.py", "torch", ["python3-torch", "libopenblas0-pthread"],
        $"A layer of tanh units in the cells' place, as fhnhw's plain network has; {words}.")
    {
        Arguments = ["--batches", batches],
        UsesAllCores = true,
    };
}
