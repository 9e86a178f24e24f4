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
            ["eps, a", $"{ReportNumber.Plain(cell.Eps)}, {ReportNumber.Plain(cell.A)}"],
            ["start (x, y)", $"({ReportNumber.Plain(cell.X0)}, {ReportNumber.Plain(cell.Y0)})"],
            ["gamma, bits of a current code", $"{ReportNumber.Plain(array.Codes.Gamma)}, {array.Codes.Bits}"],
            ["steps discarded, recorded, between samples", $"{window.TransientSteps}, {window.Steps}, {window.Stride}"],
            ["hidden cells, layer behind them", $"{training.Hidden}, {(training.Nonlinearity == Nonlinearity.Linear ? "none" : "sigmoid")}"],
            ["cells", CellsInWords.Of(array, 0, 0)],
            ["surrogate", run.Surrogate],
            ["epochs, images a step", $"{training.Epochs}, {training.Batch}"],
            ["Adam's rate", $"{ReportNumber.Plain(training.LearningRate)}, {(training.Schedule == Schedule.Cosine ? "cosine" : "constant")}"],
            ["bias, weight decay, shift, turn, dropout, glimpse", $"{(training.Bias ? "yes" : "no")}, {ReportNumber.Plain(training.WeightDecay)}, {training.Shift}, {ReportNumber.Plain(training.Rotation)}, {ReportNumber.Plain(training.Dropout)}, {(training.TemporalCrop == 0 ? "whole window" : ReportNumber.Plain(training.TemporalCrop))}"],
        ]);
    }
}
