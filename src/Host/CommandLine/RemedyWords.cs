using FhnHw.Boards.Fpga;
using FhnHw.Boards.Simulation;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.CommandLine;

/// <summary>The one table from a remedy to words: what the settings and actions of the lower layers are called on the command line.</summary>
internal static class RemedyWords
{
    // A name that begins with dashes needs no entry: it is an option already, named by a check of a command.
    private static readonly Dictionary<string, string[]> OptionsOf = new()
    {
        [nameof(CellFormat.WordBits)] = ["--bits"],
        [nameof(CellFormat.DtExponent)] = ["--dt-exponent"],
        [nameof(CellFormat.CurrentExtraBits)] = ["--extra-bits"],
        [nameof(CellParameters.Eps)] = ["--eps"],
        [nameof(CellParameters.A)] = ["--a"],
        [nameof(CellParameters.X0)] = ["x0 in the run's configuration"],
        [nameof(CellParameters.Y0)] = ["y0 in the run's configuration"],
        ["DtExponentOrEps"] = ["--dt-exponent", "--eps"],
        ["Drive"] = ["--current", "--gamma", "--a"],
        [nameof(CurrentCodes.Currents)] = ["--current-bits"],
        ["CurrentBits"] = ["--current-bits"],
        [nameof(CurrentCodes.Gamma)] = ["--gamma"],
        ["Hidden"] = ["--hidden"],
        [nameof(Window.TransientSteps)] = ["--transient"],
        [nameof(Window.Steps)] = ["--record"],
        [nameof(Window.Stride)] = ["--stride"],
        [nameof(Imperfections)] = ["--imperfections"],
        [nameof(Imperfections.Measured)] = ["--calibration", "--device twin:DIR"],
        [nameof(Imperfections.OffsetMismatch)] = ["--mismatch"],
        [nameof(Imperfections.GainMismatch)] = ["--gain-mismatch"],
        [nameof(Imperfections.EpsMismatch)] = ["--eps-mismatch"],
        [nameof(Imperfections.NoiseX)] = ["--noise-x"],
        [nameof(Imperfections.NoiseY)] = ["--noise-y"],
        [nameof(Imperfections.AdcBits)] = ["--adc-bits"],
        [nameof(Imperfections.AdcRange)] = ["--adc-range"],
        [nameof(Imperfections.Comparator)] = ["--comparator"],
        [nameof(Imperfections.Drift)] = ["--drift"],
        [nameof(Imperfections.Dead)] = ["--dead"],
        [nameof(Imperfections.Stuck)] = ["--stuck"],
        ["DeadAndStuck"] = ["--dead", "--stuck"],
        ["Cells"] = ["--hidden"],
        [nameof(Nonlinearity)] = ["--readout-nonlinearity"],
        ["Surrogate"] = ["--surrogate"],
        ["LearningRate"] = ["--learning-rate"],
        ["Calibration"] = ["--calibration"],
        ["Forward"] = ["--forward"],
        ["Epochs"] = ["--epochs"],
        ["Batch"] = ["--batch"],
        ["WeightDecay"] = ["--weight-decay"],
        ["Dropout"] = ["--dropout"],
        ["Shift"] = ["--shift"],
        ["Rotation"] = ["--rotation"],
        ["Scaling"] = ["--scaling"],
        ["Shear"] = ["--shear"],
        ["Elastic"] = ["--elastic"],
        ["ElasticSigma"] = ["--elastic-sigma"],
        ["AugmentationEnd"] = ["--augmentation-end"],
        ["Validate"] = ["--validate"],
        ["EvaluateEvery"] = ["--evaluate-every"],
        ["Seeds"] = ["--seeds"],
        ["Seed"] = ["--seed"],
        ["TemporalCrop"] = ["--temporal-crop"],
        ["HiddenNoise"] = ["--hidden-noise"],
        ["Pool"] = ["--pool"],
        ["Ghosts"] = ["--ghosts"],
        ["Images"] = ["--train-images", "--test-images"],
        ["TrainImages"] = ["--train-images"],
        ["TestImages"] = ["--test-images"],
        [nameof(BoardVariant.Parallel)] = ["--array parallel"],
        [nameof(BoardVariant.Lanes)] = ["--lanes"],
        ["ParallelCells"] = ["--cells"],
        ["UsbSerial"] = ["--serial"],
        ["Build"] = ["--build"],
        [nameof(BoardVariant.PerCell)] = ["--per-cell"],
        [nameof(BoardVariant.Votes)] = ["--votes"],
        [nameof(SimulatorSettings.CellsPerLane)] = ["--cells-per-lane"],
        [nameof(SimulatorSettings.ClocksPerBit)] = ["--clocks-per-bit"],
    };

    private const string TestModules = "run 'tools/hdl testbench', which shows the module at fault";

    private static readonly Dictionary<string, Func<object?, string>> DoneBy = new()
    {
        [RemedyAction.OtherDevice] = _ => "try another --device",
        [RemedyAction.CpuArray] = _ => "take --device cpu",
        [RemedyAction.DeviceWithOwnCells] = _ => "take --device sim or cpu",
        [RemedyAction.IdealCells] = _ => "leave out imperfections",
        [RemedyAction.SilentCells] = _ => "leave out --noise-x, --noise-y and --stateful (of a run that has noise: --noise-x 0 --noise-y 0)",
        [RemedyAction.CheckMachine] = _ => "run 'fhnhw doctor'",
        [RemedyAction.CompareWithManaged] = device => device is null
            ? "run 'fhnhw verify' on it"
            : IsSimulated(device) ? TestModules
            : $"run 'fhnhw verify cpu {device}', which shows where",
        [RemedyAction.Stream] = _ => "use --forward stream",
        [RemedyAction.TakeTable] = _ => "take --forward table",
        [RemedyAction.GiveRun] = _ => "give the folder of a run made by 'fhnhw train --out'",
        [RemedyAction.ContinueRun] = folder => $"continue it with 'fhnhw train --resume {folder}'",
        [RemedyAction.OtherFolder] = _ => "name another --out",
        [RemedyAction.SameImages] = _ => "give the same with --data or $FHNHW_DATA",
        [RemedyAction.ImagesFolder] = _ => "give a folder with --data or $FHNHW_DATA",
        [RemedyAction.BuiltInDigits] = _ => "take --data builtin",
        [RemedyAction.CalibrateAgain] = _ => "run 'fhnhw calibrate' with this --gamma",
        [RemedyAction.GiveProfile] = _ => "give a folder made by 'fhnhw calibrate --out'",
        [RemedyAction.RebuildBoard] = format => $"rebuild it with 'fhnhw board build{(format is CellFormat words ? Options(words) : "")}'",
        [RemedyAction.BuildBitstream] = board => $"make it with 'fhnhw board build {board}'",
        [RemedyAction.BuildOwnCells] = _ =>
            "build it with 'fhnhw board build BOARD --per-cell', which is for lanes and not for parallel arrays",
        [RemedyAction.TestConformance] = board => IsSimulated(board) ? TestModules : $"run 'fhnhw board conformance {board}', which shows where",
        [RemedyAction.MeasureLine] = board => $"run 'fhnhw board selftest {board}', which measures the line",
        [RemedyAction.GiveToken] = _ => "give the token's file with --token-file, or the token itself in $FHNHW_TOKEN",
        [RemedyAction.MakeToken] = _ => "write one to a file ('openssl rand -hex 32 > FILE; chmod 600 FILE') and give --token-file FILE",
        [RemedyAction.RunFromCheckout] = _ => "run fhnhw from a checkout of the repository (tools/fhnhw)",
    };

    /// <summary>Every setting and action that there are words for.</summary>
    public static IEnumerable<string> Known => OptionsOf.Keys.Concat(DoneBy.Keys);

    /// <summary>The options that a setting has.</summary>
    public static IReadOnlyList<string> OptionsFor(Remedy remedy) =>
        OptionsOf.TryGetValue(remedy.Name, out var options) ? options : [remedy.Name];

    /// <summary>An action, as an order.</summary>
    public static string Order(Remedy remedy) => DoneBy.TryGetValue(remedy.Name, out var words) ? words(remedy.Value) : remedy.Name;

    private static bool IsSimulated(object? device) => $"{device}" is "sim" or "sim:rtl";

    private static string Options(CellFormat format) =>
        FormattableString.Invariant($" --bits {format.WordBits} --dt-exponent {format.DtExponent} --extra-bits {format.CurrentExtraBits}");
}
