using System.Text.Json;
using FhnHw.Files;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public sealed class TableCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["table.npz"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cpu", 0.02)]
    [InlineData("float", 0.02)]
    public void A_response_table_has_the_traces_and_means_that_trace_shows(string device, double tolerance)
    {
        Assert.Equal(0, CliRun.Of($"table --device {device} {CliRun.Short} --trace --out {File}").Code);
        var responses = Npz.Read(File);
        var codes = responses.Get<int>("codes", 63);
        var code = Array.IndexOf(codes, 10);
        var current = responses.Get<double>("currents", 63)[code];
        var trace = CliRun.Of(FormattableString.Invariant($"trace --device {device} --current {current} --transient 6 --record 4 --json -")).Json;
        var unit = responses.Get<double>("traceUnit")[0];
        double[] x = device == "cpu"
            ? [.. responses.Get<short>("trace", 63, 64).Skip(code * 64).Take(64).Select(word => word * unit)]
            : [.. responses.Get<double>("trace", 63, 64).Skip(code * 64).Take(64)];

        Assert.Equal(Enumerable.Range(-31, 63), codes);
        Assert.Equal(trace.GetProperty("x").EnumerateArray().Select(value => value.GetDouble()), x);
        Assert.Equal(trace.GetProperty("t").EnumerateArray().Select(value => value.GetDouble()), responses.Get<double>("t"));
        Assert.Equal(trace.GetProperty("meanX").GetDouble(), responses.Get<double>("mean", 63)[code]);
        Assert.Equal((float)trace.GetProperty("meanX").GetDouble(), responses.Get<float>("activation", 63)[code]);
        Assert.InRange(x.Average() - responses.Get<double>("mean")[code], -tolerance, tolerance);
    }

    [Fact]
    public void Cells_that_differ_have_a_table_each()
    {
        Assert.Equal(0, CliRun.Of($"table --device cpu {CliRun.Short} --mismatch 0.3 --hidden 5 --trace --out {File}").Code);
        var responses = Npz.Read(File);
        var mean = responses.Get<double>("mean", 63, 5);
        Assert.Equal(5, mean.Skip(5 * 20).Take(5).Distinct().Count());
        Assert.Equal(63 * 5 * 64, responses.Get<short>("trace", 63, 5, 64).Length);
    }

    [Fact]
    public void A_file_tells_which_device_it_came_from()
    {
        var json = CliRun.Of($"table --device cpu {CliRun.Short} --readout-nonlinearity sigmoid --out {File} --json -").Json;
        var responses = Npz.Read(File);
        var about = JsonDocument.Parse(responses.Get<byte>("about")).RootElement;
        Assert.Equal("cpu", about.GetProperty("device").GetProperty("name").GetString());
        Assert.Equal(16, about.GetProperty("device").GetProperty("constantsHash").GetString()!.Length);
        Assert.Equal("sigmoid", about.GetProperty("readoutNonlinearity").GetString());
        Assert.Equal(63, json.GetProperty("codes").GetInt32());
        Assert.False(responses.Has("trace"));
        Assert.All(responses.Get<float>("activation"), value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData("--out table.csv", "ends in .npz")]
    [InlineData("--out table.npz --imperfections lab", "since its cells are noisy")]
    [InlineData("--out table.npz --stateful", "since its cells are stateful")]
    [InlineData("--out table.npz --readout-nonlinearity cubic", "There is no readout non-linearity 'cubic'")]
    public void What_has_no_response_table_is_refused(string options, string sentence) =>
        CliRun.Of($"table --device cpu {CliRun.Short} {options}".Replace("table.npz", File, StringComparison.Ordinal)).ShouldBeRefused(2, sentence);
}
