using System.Globalization;
using FhnHw.Host.Experiments.Paper;
using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>A reproduction of the paper in a few lines for people; the report has the rest.</summary>
internal static class PaperText
{
    /// <summary>Tables 1 and 2 beside the paper's.</summary>
    public static void Write(Screen screen, PaperResult result)
    {
        var table = new Table().AddColumn("").AddColumn("train %").AddColumn("paper").AddColumn("test %").AddColumn("paper");
        void Row(string name, double train, double test, (double Train, double Test)? paper) =>
            table.AddRow(name, Number(train), Number(paper?.Train), Number(test), Number(paper?.Test));
        Row("plain network", result.PlainTrain, result.PlainTest, PaperNumbers.Plain);
        foreach (var row in result.Substituted)
        {
            Row($"substituted, gamma {row.Gamma.ToString(CultureInfo.InvariantCulture)}", row.Train.Vote, row.Test.Vote, PaperNumbers.At(row.Gamma));
        }

        Row("trained in the loop", result.Loop.Train.Vote, result.Loop.Test.Vote, PaperNumbers.Subset);
        if (result.Loop is { WholeTrain: { } train, WholeTest: { } test })
        {
            Row("  tried on all images", train.Vote, test.Vote, PaperNumbers.Whole);
        }

        if (result.Whole is { } whole)
        {
            Row("  trained on all images", whole.Train.Vote, whole.Test.Vote, PaperNumbers.Whole);
        }

        screen.Write(table);
    }

    private static string Number(double? percent) => percent?.ToString("F1", CultureInfo.InvariantCulture) ?? "-";
}
