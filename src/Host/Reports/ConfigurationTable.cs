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
    public static ReportTable Of(RunConfiguration run)
    {
        var training = run.Training;
        return new ReportTable("What decided the run's bits.", ["", "value"],
        [
            ["bits of x, extra bits of the current", $"{run.WordBits}, {run.CurrentExtraBits}"],
            ["dt", $"2^-{run.DtExponent}"],
            ["eps, a", $"{Percent.Plain(run.Eps)}, {Percent.Plain(run.A)}"],
            ["start (x, y)", $"({Percent.Plain(run.X0)}, {Percent.Plain(run.Y0)})"],
            ["gamma, bits of a current code", $"{Percent.Plain(run.Gamma)}, {run.CurrentBits}"],
            ["steps discarded, recorded, between samples", $"{run.TransientSteps}, {run.Steps}, {run.Stride}"],
            ["hidden cells, layer behind them", $"{training.Hidden}, {(training.Activation == Activation.Linear ? "none" : "sigmoid")}"],
            ["cells", CellsInWords.Of(run.ArraySettings(), 0, 0)],
            ["surrogate", run.Surrogate],
            ["epochs, images a step", $"{training.Epochs}, {training.Batch}"],
            ["Adam's rate", $"{Percent.Plain(training.LearningRate)}, {(training.Schedule == Schedule.Cosine ? "cosine" : "constant")}"],
            ["bias, weight decay, shift, turn, dropout, glimpse", $"{(training.Bias ? "yes" : "no")}, {Percent.Plain(training.WeightDecay)}, {training.Shift}, {Percent.Plain(training.Turn)}, {Percent.Plain(training.Dropout)}, {(training.Glimpse == 0 ? "whole window" : Percent.Plain(training.Glimpse))}"],
        ]);
    }
}
