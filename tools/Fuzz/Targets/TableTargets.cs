using System.Text;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Fuzz.Mutation;
using FhnHw.Training.Data;
using FhnHw.Training.Runs;

namespace FhnHw.Fuzz.Targets;

/// <summary>A target that reads lines.</summary>
internal abstract class LinesTarget(string name, string about, string fileName) : FileTarget(name, about, fileName)
{
    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => GzipMutation.IsPacked(input)
        ? GzipMutation.Mutate(input, random, inner => TextMutation.Mutate(inner, random))
        : TextMutation.Mutate(input, random);
}

/// <summary>Images in CSV files.</summary>
internal sealed class CsvTarget() : LinesTarget("csv", "CSV files of images, plain and gzip", "some_train.csv")
{
    private static readonly byte[] Test = Encoding.ASCII.GetBytes("label,p0,p1,p2,p3\n0,1,2,3,4\n1,5,6,7,8\n");

    /// <inheritdoc/>
    protected override long BytesEach => 4 * 1032;

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() =>
    [
        Test, "1,2,3,4,5\r\n0,255,0,7,9\r\n"u8.ToArray(), "\"p0\",\"p1\",\"class\",\"p2\",\"p3\"\n1,2,3,4,5\n"u8.ToArray(), GzipMutation.Pack(Test),
    ];

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        Folder.Write("some_test.csv", Test);
        Require(DataPlace.Read(Folder.Path).Train.Count > 0, "a set without images");
    }
}

/// <summary>The table of a run's epochs.</summary>
internal sealed class EpochsTarget() : LinesTarget("epochs", "epochs.csv, read for a report and continued", "epochs.csv")
{
    private static readonly string[] Columns = ["epoch", "loss", "train_mean_percent", "test_vote_percent", "test_mean_percent", "seconds"];

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() =>
    [
        Written(path =>
        {
            using var table = CsvWriter.Open(path, Columns);
            table.Append(1, 0.5, 90.25, 91.5, 92.5, 3.25);
            table.Append(2, 0.25, 95.5, double.NaN, double.NaN, 3.5);
        }),
        "epoch,loss,train_mean_percent,validation_vote_percent,validation_mean_percent,seconds\n1,0.5,90,91,92,3\n"u8.ToArray(),
    ];

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        foreach (var epoch in EpochTable.Read(Folder.Path))
        {
            Require(epoch.Epoch >= 1, "an epoch that cannot be");
        }

        using var table = CsvWriter.Open(path, Columns, 1);
        table.Append(2, 0.25, 95.5, 1, 2, 3.5);
    }
}

/// <summary>What yosys and nextpnr print.</summary>
internal sealed class ToolLogTarget() : LinesTarget("tool-logs", "logs of yosys and nextpnr", "log")
{
    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() =>
    [
        Encoding.ASCII.GetBytes("Info: \t  ICESTORM_LC:   4200/ 5280    79%\nInfo: \t ICESTORM_RAM:    20/   30    66%\n"
            + "Info: Max frequency for clock 'clk': 25.50 MHz (PASS at 24.00 MHz)\n"),
        Encoding.ASCII.GetBytes("   Number of cells:               4200\n     SB_CARRY                      600\n     SB_LUT4                      2400\n\n"),
    ];

    /// <inheritdoc/>
    protected override void Read(string path)
    {
        var log = File.ReadAllText(path);
        _ = NextpnrLog.Parse(log).Fits;
        _ = SynthesisCounts.Parse(log).ToString();
    }
}
