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

    /// <summary>Our name for a word; null where there is none among the names that are possible.</summary>
    public static string? Of(string word, IEnumerable<string> names) =>
        Ours.TryGetValue(word, out var name) && names.Contains(name) ? name : null;
}
