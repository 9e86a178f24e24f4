using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>The Python of docs/python.md and examples/python.</summary>
public sealed partial class PythonPageTests : IDisposable
{
    private const string Short = $"{CliRun.Short} --device cpu";

    // Where Debian's NumPy is; another python3 may come first on the path.
    internal const string Debian = "/usr/bin/python3";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_reads_arrays_that_a_response_table_has()
    {
        var file = Npz.Read(ResponseTable());
        var names = ArrayOfResponseTable().Matches(Program()).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.Contains("activation", names);
        Assert.All(names, name => Assert.True(file.Has(name), name));
    }

    [NumPyFact]
    public void The_network_in_NumPy_has_the_classes_of_eval_image_by_image()
    {
        var (run, images, tried) = (_folder["run"], _folder["images"], _folder["tried"]);
        Assert.Equal(0, CliRun.Of($"data export {images} --data builtin").Code);
        Assert.Equal(0, CliRun.Of($"train --data {images} --train-images 200 --epochs 1 --hidden 12,10 --bias {Short} --out {run}").Code);
        Assert.Equal(0, CliRun.Of($"eval {run} --out {tried}").Code);
        var test = JsonDocument.Parse(File.ReadAllText(Path.Combine(tried, "result.json"))).RootElement.GetProperty("test");
        var output = Python(Example("forward.py"), run, ResponseTable(), images, Path.Combine(tried, "predictions.npz"));
        Assert.Equal(test.GetProperty("mean").GetDouble(), PercentOf(output, "mean"), 0.005);
        Assert.Equal(test.GetProperty("vote").GetDouble(), PercentOf(output, "vote"), 0.005);
        Assert.Contains("other classes than eval: 0 by mean, 0 by vote", output);
    }

    [NumPyFact]
    public void The_board_in_Python_keeps_every_rule_and_trains_to_the_bits_of_cpu()
    {
        using var board = new PythonBoard();
        var rules = CliRun.Of($"board conformance tcp:127.0.0.1:{board.Port} --json -");
        Assert.True(rules.Code == 0, rules.Output);
        Assert.True(rules.Json.GetProperty("passed").GetInt32() > 50);
        var small = $"--data builtin --train-images 40 --test-images 20 --epochs 1 --hidden 6 {CliRun.Short}";
        Assert.Equal(0, CliRun.Of($"train {small} --device tcp:127.0.0.1:{board.Port} --out {_folder["board"]}").Code);
        Assert.Equal(0, CliRun.Of($"train {small} --device cpu --out {_folder["cpu"]}").Code);
        Assert.Equal(File.ReadAllBytes(_folder["cpu/weights.npz"]), File.ReadAllBytes(_folder["board/weights.npz"]));
    }

    [NumPyFact]
    public void The_client_in_Python_reads_the_samples_of_any_board()
    {
        var format = new CellConstants(new CellFormat(), new CellParameters());
        using var board = new PythonBoard();
        using var reference = ReferenceDevice.OnTcp(format);
        var x = CliRun.Of("trace --device cpu --current -0.5 --transient 40 --record 100 --stride 16 --json -").Json.GetProperty("x");
        var expected = string.Join(' ', x.EnumerateArray().Take(4).Select(
            value => value.GetDouble().ToString("+0.000000;-0.000000", CultureInfo.InvariantCulture)));
        foreach (var port in new[] { board.Port, reference.Place })
        {
            Assert.Contains($"I = -0.500  mean of x +0.5001  first samples {expected}", Python(Example("client.py"), port, "-0.5", "0.25"));
        }
    }

    [Fact]
    public void The_page_shows_the_example()
    {
        Assert.Equal(File.ReadAllText(Example("forward.py")).ReplaceLineEndings("\n"), Program());
    }

    private static string Example(string name) => Path.Combine(Checkout.Root, "examples", "python", name);

    private string ResponseTable()
    {
        Assert.Equal(0, CliRun.Of($"table {Short} --trace --out {_folder["table.npz"]}").Code);
        return _folder["table.npz"];
    }

    private static string Program() =>
        Block().Match(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "python.md")).ReplaceLineEndings("\n")).Groups[1].Value;

    private static double PercentOf(string output, string way) =>
        double.Parse(Regex.Match(output, $@"by {way} ([\d.]+) %").Groups[1].Value, CultureInfo.InvariantCulture);

    // The longest of them takes some seconds; one that waits for ever must not keep the other tests.
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(3);

    internal static string Python(params string[] arguments)
    {
        var start = new ProcessStartInfo(File.Exists(Debian) ? Debian : "python3", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (error, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        if (!process.WaitForExit(Hangs))
        {
            process.Kill(entireProcessTree: true);
        }

        _ = error.Result;
        return output.Result;
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("table\\[\"(\\w+)\"\\]")]
    private static partial Regex ArrayOfResponseTable();
}

/// <summary>examples/python/device.py as a process.</summary>
internal sealed class PythonBoard : IDisposable
{
    private readonly Process _process;

    public PythonBoard()
    {
        var program = File.Exists(PythonPageTests.Debian) ? PythonPageTests.Debian : "python3";
        _process = Process.Start(new ProcessStartInfo(program, [Path.Combine(Checkout.Root, "examples", "python", "device.py")])
        {
            RedirectStandardOutput = true,
        })!;
        Port = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The board in Python ended at its start.");
    }

    public string Port { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>A test that needs Python with NumPy; a named skip without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NumPyFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Present = new(() =>
    {
        try
        {
            return PythonPageTests.Python("-c", "import numpy; print('numpy')").Contains("numpy", StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public NumPyFactAttribute() => Skip = Present.Value ? null : "NumPy is not installed (apt-get install python3-numpy).";
}
