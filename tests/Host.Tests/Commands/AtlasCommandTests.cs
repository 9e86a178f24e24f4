using System.Text.Json;
using FhnHw.Files;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

public sealed class AtlasCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["atlas.npz"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cpu", 0.02)]
    [InlineData("float", 0.02)]
    public void An_atlas_has_the_traces_and_means_that_trace_shows(string device, double tolerance)
    {
        Assert.Equal(0, CliRun.Of($"atlas --device {device} {CliRun.Short} --trace --out {File}").Code);
        var atlas = Npz.Read(File);
        var codes = atlas.Get<int>("codes", 63);
        var code = Array.IndexOf(codes, 10);
        var current = atlas.Get<double>("currents", 63)[code];
        var trace = CliRun.Of(FormattableString.Invariant($"trace --device {device} --current {current} --transient 6 --record 4 --json -")).Json;
        var unit = atlas.Get<double>("traceUnit")[0];
        double[] x = device == "cpu"
            ? [.. atlas.Get<short>("trace", 63, 64).Skip(code * 64).Take(64).Select(word => word * unit)]
            : [.. atlas.Get<double>("trace", 63, 64).Skip(code * 64).Take(64)];

        Assert.Equal(Enumerable.Range(-31, 63), codes);
        Assert.Equal(trace.GetProperty("x").EnumerateArray().Select(value => value.GetDouble()), x);
        Assert.Equal(trace.GetProperty("t").EnumerateArray().Select(value => value.GetDouble()), atlas.Get<double>("t"));
        Assert.Equal(trace.GetProperty("meanX").GetDouble(), atlas.Get<double>("mean", 63)[code]);
        Assert.Equal((float)trace.GetProperty("meanX").GetDouble(), atlas.Get<float>("activation", 63)[code]);
        Assert.InRange(x.Average() - atlas.Get<double>("mean")[code], -tolerance, tolerance);
    }

    [Fact]
    public void Cells_that_differ_have_a_table_each()
    {
        Assert.Equal(0, CliRun.Of($"atlas --device cpu {CliRun.Short} --mismatch 0.3 --hidden 5 --trace --out {File}").Code);
        var atlas = Npz.Read(File);
        var mean = atlas.Get<double>("mean", 63, 5);
        Assert.Equal(5, mean.Skip(5 * 20).Take(5).Distinct().Count());
        Assert.Equal(63 * 5 * 64, atlas.Get<short>("trace", 63, 5, 64).Length);
    }

    [Fact]
    public void A_file_tells_which_device_it_came_from()
    {
        var json = CliRun.Of($"atlas --device cpu {CliRun.Short} --readout-nonlinearity sigmoid --out {File} --json -").Json;
        var atlas = Npz.Read(File);
        var about = JsonDocument.Parse(atlas.Get<byte>("about")).RootElement;
        Assert.Equal("cpu", about.GetProperty("device").GetProperty("name").GetString());
        Assert.Equal(16, about.GetProperty("device").GetProperty("constantsHash").GetString()!.Length);
        Assert.Equal("sigmoid", about.GetProperty("readoutNonlinearity").GetString());
        Assert.Equal(63, json.GetProperty("codes").GetInt32());
        Assert.False(atlas.Has("trace"));
        Assert.All(atlas.Get<float>("activation"), value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData("--out atlas.csv", "ends in .npz")]
    [InlineData("--out atlas.npz --imperfections lab", "since its cells are noisy")]
    [InlineData("--out atlas.npz --stateful", "since its cells are stateful")]
    [InlineData("--out atlas.npz --readout-nonlinearity cubic", "There is no readout non-linearity 'cubic'")]
    public void What_has_no_atlas_is_refused(string options, string sentence) =>
        CliRun.Of($"atlas --device cpu {CliRun.Short} {options}".Replace("atlas.npz", File, StringComparison.Ordinal)).ShouldBeRefused(2, sentence);
}
