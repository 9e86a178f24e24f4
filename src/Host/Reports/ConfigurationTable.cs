using FhnHw.Host.Reports.Html;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Reports;

/// <summary>The hyperparameters of a run as a table.</summary>
internal static class ConfigurationTable
{
    /// <summary>The table.</summary>
    public static ReportTable Of(RunSettings run)
    {
        var (training, array) = (run.Training, run.Array);
        var (format, cell, window) = (array.Format, array.Parameters, array.Window);
        return new ReportTable("Hyperparameters: with these, the images and the device a run comes out the same.", ["", "value"],
        [
            ["bits of x, extra bits of the current", $"{format.WordBits}, {format.CurrentExtraBits}"],
            ["dt", $"2^-{format.DtExponent}"],
            ["eps, a", $"{ReportNumber.Setting(cell.Eps)}, {ReportNumber.Setting(cell.A)}"],
            ["initial state (x, y)", $"({ReportNumber.Setting(cell.X0)}, {ReportNumber.Setting(cell.Y0)})"],
            ["gamma, bits of a current code", $"{ReportNumber.Setting(array.Codes.Gamma)}, {array.Codes.Bits}"],
            ["steps discarded, recorded, between samples", $"{window.TransientSteps}, {window.Steps}, {window.Stride}"],
            ["hidden units by layer, readout non-linearity", $"{training.Hidden}, {(training.Nonlinearity == Nonlinearity.Linear ? "linear" : "sigmoid")}"],
            ["cells", CellsInWords.Of(array, 0, 0)],
            ["noise on hidden outputs (D)", $"{training.HiddenNoise}"],
            ["cells of a hidden unit, ghost cells of a layer", $"{training.Pool}, {training.Ghosts}"],
            ["surrogate", run.Surrogate],
            ["epochs, mini-batch size", $"{training.Epochs}, {training.Batch}"],
            [
                "learning rate of Adam, schedule",
                $"{ReportNumber.Setting(training.LearningRate)}, {(training.Schedule == Schedule.Cosine ? "cosine" : "constant")}",
            ],
            [
                "bias, weight decay, dropout",
                $"{(training.Bias ? "yes" : "no")}, {ReportNumber.Setting(training.WeightDecay)}, {ReportNumber.Setting(training.Dropout)}",
            ],
            ["augmentation: shift (pixels), rotation (degrees)", $"{ReportNumber.Setting(training.Shift)}, {ReportNumber.Setting(training.Rotation)}"],
            [
                "augmentation: scaling, shear (degrees)",
                $"{ReportNumber.Setting(training.Scaling)}, {ReportNumber.Setting(training.Shear)}",
            ],
            [
                "augmentation: elastic distortion's alpha, sigma (pixels)",
                training.Elastic == 0 ? "none" : $"{ReportNumber.Setting(training.Elastic)}, {ReportNumber.Setting(training.ElasticSigma)}",
            ],
            ["augmentation: strength at the end", ReportNumber.Setting(training.AugmentationEnd)],
            ["training images held out for validation", run.Validate == 0 ? "none" : $"{run.Validate}"],
            ["temporal crop (time units)", training.TemporalCrop == 0 ? "whole window" : ReportNumber.Setting(training.TemporalCrop)],
        ]);
    }
}
