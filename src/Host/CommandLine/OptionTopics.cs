namespace FhnHw.Host.CommandLine;

/// <summary>Which options stand together on a long help page, and which are used the most. Names mean the same in every command.</summary>
internal static class OptionTopics
{
    /// <summary>The most that a page shows unless all are asked for.</summary>
    public const int Shown = 10;

    /// <summary>The topics in the order of the page, with their options.</summary>
    public static IReadOnlyList<(string Topic, string[] Options)> All { get; } =
    [
        ("device", ["--device", "--peers", "--array", "--lanes", "--cells", "--cells-per-lane", "--reconnect", "--forward", "--calibration", "--rtl", "--votes",
            "--no-votes", "--tcp", "--clocks-per-bit", "--fault", "--chips", "--cell", "--token-file",
            "--slurm", "--slurm-options", "--slurm-minutes", "--tasks", "--submission", "--baud", "--clock", "--listen", "--turn", "--idle", "--minutes",
            "--untimed", "--measure", "--build", "--synthesis-only", "--synthesis", "--sram", "--serial", "--dry-run"]),
        ("data", ["--data", "--train-images", "--test-images", "--validate", "--evaluate-every", "--image", "--images", "--classes", "--weights"]),
        ("training", ["--preset", "--hidden", "--epochs", "--batch", "--learning-rate", "--schedule", "--bias", "--weight-decay", "--dropout", "--surrogate",
            "--readout-nonlinearity", "--temporal-crop", "--hidden-noise", "--pool", "--ghosts", "--shift", "--rotation", "--scaling", "--shear",
            "--elastic", "--elastic-sigma", "--augmentation-end", "--baseline", "--seed", "--seeds", "--quick", "--formats", "--gammas", "--sweep",
            "--intensity", "--best"]),
        ("cell", ["--current", "--bits", "--extra-bits", "--dt-exponent", "--eps", "--a", "--x0", "--y0", "--gamma", "--current-bits"]),
        ("window", ["--transient", "--record", "--stride", "--repeats", "--rounds"]),
        ("imperfections", ["--imperfections", "--mismatch", "--gain-mismatch", "--eps-mismatch", "--noise-x", "--noise-y", "--adc-bits", "--adc-range",
            "--comparator", "--drift", "--dead", "--stuck", "--random-start", "--stateful", "--cells-seed", "--per-cell"]),
        ("output", ["--out", "--resume", "--live", "--port", "--trace", "--vcd", "--vcd-from", "--vcd-to", "--stats", "--onnx", "--plain", "--no-vote",
            "--make", "--jobs", "--stale", "--check", "--table", "--log", "--json", "--help"]),
    ];

    // The most used first. The cells' seed is among them where chips are drawn from it.
    private static readonly string[] Used =
    [
        "--current", "--preset", "--quick", "--device", "--data", "--epochs", "--hidden", "--imperfections", "--mismatch", "--chips", "--cells-seed",
        "--seed", "--out", "--best", "--resume", "--bits", "--baseline", "--json", "--train-images", "--test-images",
    ];

    /// <summary>The options of a command that are used the most, <see cref="Shown"/> of them: after those of the list, its first.</summary>
    public static IReadOnlySet<string> MostUsed(IReadOnlyList<string> options) =>
        Used.Where(name => options.Contains(name) && (name != "--cells-seed" || options.Contains("--chips")))
            .Concat(options).Distinct().Take(Shown).ToHashSet();

    /// <summary>The topic of an option on the page of a command that has others beside it: where boards are built, seeds are of place and route.</summary>
    /// <exception cref="InvalidOperationException">No topic has it.</exception>
    public static string Of(string option, IEnumerable<string> beside) =>
        option is "--best" or "--seeds" && beside.Contains("--synthesis-only") ? "device" : Of(option);

    /// <summary>The topic of an option.</summary>
    /// <exception cref="InvalidOperationException">No topic has it.</exception>
    public static string Of(string option) => All.FirstOrDefault(topic => topic.Options.Contains(option)).Topic
        ?? throw new InvalidOperationException($"{option} has no topic.");
}
