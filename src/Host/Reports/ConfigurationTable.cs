using FhnHw.Host.Reports.Html;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>A run's configuration as a table.</summary>
internal static class ConfigurationTable
{
    /// <summary>The table.</summary>
    public static ReportTable Of(RunSettings run)
    {
        var (training, array) = (run.Training, run.Array);
        var (format, cell, window) = (array.Format, array.Parameters, array.Window);
        return new ReportTable("What decided the run's bits.", ["", "value"],
        [
            ["bits of x, extra bits of the current", $"{format.WordBits}, {format.CurrentExtraBits}"],
            ["dt", $"2^-{format.DtExponent}"],
            ["eps, a", $"{Percent.Plain(cell.Eps)}, {Percent.Plain(cell.A)}"],
            ["start (x, y)", $"({Percent.Plain(cell.X0)}, {Percent.Plain(cell.Y0)})"],
            ["gamma, bits of a current code", $"{Percent.Plain(array.Levels.Gamma)}, {array.Levels.Bits}"],
            ["steps discarded, recorded, between samples", $"{window.TransientSteps}, {window.Steps}, {window.Stride}"],
            ["hidden cells, layer behind them", $"{training.Hidden}, {(training.Activation == Activation.Linear ? "none" : "sigmoid")}"],
            ["cells", CellsInWords.Of(array, 0, 0)],
            ["surrogate", run.Surrogate],
            ["epochs, images a step", $"{training.Epochs}, {training.Batch}"],
            ["Adam's rate", $"{Percent.Plain(training.LearningRate)}, {(training.Schedule == Schedule.Cosine ? "cosine" : "constant")}"],
            ["bias, weight decay, shift, turn, dropout, glimpse", $"{(training.Bias ? "yes" : "no")}, {Percent.Plain(training.WeightDecay)}, {training.Shift}, {Percent.Plain(training.Turn)}, {Percent.Plain(training.Dropout)}, {(training.Glimpse == 0 ? "whole window" : Percent.Plain(training.Glimpse))}"],
        ]);
    }
}
