namespace FhnHw.Host.CommandLine;

/// <summary>What other programs call options, commands and devices of this one, for people who come from there.</summary>
internal static class OtherNames
{
    private static readonly Dictionary<string, string> Ours = new()
    {
        ["--lr"] = "--learning-rate",
        ["--layers"] = "--hidden",
        ["--units"] = "--hidden",
        ["--neurons"] = "--hidden",
        ["--val"] = "--validate",
        ["--validation-split"] = "--validate",
        ["--augment"] = "--shift",
        ["--scheduler"] = "--schedule",
        ["--gpu"] = "--device",
        ["--cuda"] = "--device",
        ["--save"] = "--out",
        ["--checkpoint"] = "--resume",
        ["--model"] = "--weights",
        ["--port"] = "--serial",
        ["fit"] = "train",
        ["test"] = "eval",
        ["evaluate"] = "eval",
        ["infer"] = "predict",
        ["classify"] = "predict",
        ["flash"] = "board",
        ["synth"] = "board",
        ["cuda"] = "opencl",
        ["gpu"] = "opencl",
        ["fpga"] = "serial",
    };

    // Options that others have and that there is nothing like here: an option of ours by which the command is known, and what there is in their place.
    private static readonly Dictionary<string, (string Beside, string Instead)> Others = new()
    {
        ["--optimizer"] = ("--learning-rate", "weights move by Adam, and --learning-rate, --schedule and --weight-decay say how far"),
        ["--optim"] = ("--learning-rate", "weights move by Adam, and --learning-rate, --schedule and --weight-decay say how far"),
        ["--momentum"] = ("--learning-rate", "weights move by Adam, and --learning-rate, --schedule and --weight-decay say how far"),
        ["--loss"] = ("--surrogate", "the loss is the cross entropy of the time-mean outputs"),
        ["--activation"] = (
            "--surrogate", "the cells are the activation, --readout-nonlinearity is g after them, and --surrogate the slope in the backward pass"),
        ["--noise"] = ("--hidden-noise", "--noise-x and --noise-y are noise inside the cells, and --hidden-noise is noise on what they send on"),
    };

    /// <summary>What there is in the place of an option that others have; null where nothing is known of it, or the command has no such thing.</summary>
    public static string? Instead(string word, IEnumerable<string> names) =>
        Others.TryGetValue(word, out var other) && names.Contains(other.Beside) ? other.Instead : null;

    /// <summary>Our name for a word; null where there is none among the names that are possible.</summary>
    public static string? Of(string word, IEnumerable<string> names) =>
        Ours.TryGetValue(word, out var name) && names.Contains(name) ? name : null;
}
