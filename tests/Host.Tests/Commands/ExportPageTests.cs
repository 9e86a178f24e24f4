using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>The Python of docs/export.md.</summary>
public sealed partial class ExportPageTests : IDisposable
{
    private const string Short = $"{CliRun.Short} --device cpu";

    // Where Debian's NumPy is; another python3 may come first on the path.
    private const string Debian = "/usr/bin/python3";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_reads_arrays_that_an_atlas_has()
    {
        var file = Npz.Read(Atlas());
        var names = ArrayOfAtlas().Matches(Program()).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.Contains("activation", names);
        Assert.All(names, name => Assert.True(file.Has(name), name));
    }

    [Fact]
    public void Where_NumPy_is_at_hand_the_page_s_program_has_the_accuracies_of_eval()
    {
        if (!HasNumPy())
        {
            return;
        }

        var (run, images, script) = (_folder["run"], _folder["images"], _folder["forward.py"]);
        Assert.Equal(0, CliRun.Of($"data export {images} --data builtin").Code);
        Assert.Equal(0, CliRun.Of($"train --data {images} --train-images 200 --epochs 1 --hidden 12,10 --bias {Short} --out {run}").Code);
        var test = CliRun.Of($"eval {run} --json -").Json.GetProperty("test");
        File.WriteAllText(script, Program());
        var output = Python(script, run, Atlas(), images);
        Assert.InRange(PercentOf(output, "mean") - test.GetProperty("mean").GetDouble(), -0.2, 0.2); // another order of sums
        Assert.InRange(PercentOf(output, "vote") - test.GetProperty("vote").GetDouble(), -0.2, 0.2);
    }

    private string Atlas()
    {
        Assert.Equal(0, CliRun.Of($"atlas {Short} --trace --out {_folder["atlas.npz"]}").Code);
        return _folder["atlas.npz"];
    }

    private static string Program() =>
        Block().Match(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "export.md")).ReplaceLineEndings("\n")).Groups[1].Value;

    private static double PercentOf(string output, string way) =>
        double.Parse(Regex.Match(output, $@"by {way} ([\d.]+) %").Groups[1].Value, CultureInfo.InvariantCulture);

    private static bool HasNumPy()
    {
        try
        {
            return Python("-c", "import numpy; print('numpy')").Contains("numpy", StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Python(params string[] arguments)
    {
        var start = new ProcessStartInfo(File.Exists(Debian) ? Debian : "python3", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return output;
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("atlas\\[\"(\\w+)\"\\]")]
    private static partial Regex ArrayOfAtlas();
}
