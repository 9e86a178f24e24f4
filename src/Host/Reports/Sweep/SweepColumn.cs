using System.Text.Json;

namespace FhnHw.Host.Reports.Sweep;

/// <summary>One column of a sweep's table, in the page and in <c>results.csv</c>.</summary>
/// <param name="Name">Its name in the table, which stays the same in later versions; the unit is its end.</param>
/// <param name="Words">What it says, with the unit.</param>
/// <param name="Paths">Where in a result it stands, the first that is there: names with points between them.</param>
internal sealed record SweepColumn(string Name, string Words, params string[] Paths)
{
    /// <summary>Every column, in its order; new ones come at the end.</summary>
    public static IReadOnlyList<SweepColumn> All { get; } =
    [
        new("run", "folder of the run, as seen from the table"),
        new("kind", "what wrote it: train, substitute, paper, compare, calibrate, robustness, noise or bench; empty where that is not known"),
        new("problem", "why it has no result; empty for a sound one"),
        new("seed", "seed of all that is random", "configuration.training.seed", "provenance.seed"),
        new("test_vote_percent", "accuracy on the test images by vote, %", "test.vote", "rows.0.test.vote"),
        new("test_mean_percent", "the same by the time-mean output, %", "test.mean", "rows.0.test.mean"),
        new("validation_vote_percent", "accuracy on the images held out by vote, %", "validation.vote"),
        new("validation_mean_percent", "the same by the time-mean output, %", "validation.mean"),
        new("train_vote_percent", "accuracy on the training images by vote, %", "train.vote", "rows.0.train.vote"),
        new("train_mean_percent", "the same by the time-mean output, %", "train.mean", "rows.0.train.mean"),
        new("baseline_test_percent", "the plain network's accuracy on the test images, %", "baseline.test.mean", "plainTest"),
        new("best_epoch", "best epoch by vote on the images held out", "best.epoch"),
        new("hidden_cells", "cells of each hidden layer, with + between", "configuration.training.hidden"),
        new("epochs", "epochs", "configuration.training.epochs"),
        new("batch_images", "images of a mini-batch", "configuration.training.batch"),
        new("learning_rate", "factor of a weight update", "configuration.training.learningRate"),
        new("schedule", "how the learning rate changes", "configuration.training.schedule"),
        new("weight_decay", "shrinking of weights in each update", "configuration.training.weightDecay"),
        new("dropout_share", "share of cells left out of an image", "configuration.training.dropout"),
        new("surrogate", "slope in the place of the cells", "configuration.surrogate"),
        new("nonlinearity", "readout non-linearity g", "configuration.training.nonlinearity"),
        new("gamma", "gain from tanh to current", "configuration.array.codes.gamma", "gamma"),
        new("current_bits", "bits of the current code", "configuration.array.codes.bits"),
        new("word_bits", "W, bits of X", "configuration.array.format.wordBits"),
        new("extra_bits", "e, bits of S and Y below those of X", "configuration.array.format.currentExtraBits"),
        new("dt_exponent", "k of dt = 2^-k", "configuration.array.format.dtExponent"),
        new("eps", "ratio of the time scales of x and y", "configuration.array.parameters.eps"),
        new("transient_steps", "steps before recording", "configuration.array.window.transientSteps"),
        new("record_steps", "steps recorded", "configuration.array.window.steps"),
        new("stride_steps", "steps from sample to sample", "configuration.array.window.stride"),
        new("offset_mismatch", "standard deviation of the cells' offset", "configuration.array.imperfections.offsetMismatch"),
        new("gain_mismatch", "standard deviation of the cells' gain", "configuration.array.imperfections.gainMismatch"),
        new("eps_mismatch", "standard deviation of the cells' eps, as a share", "configuration.array.imperfections.epsMismatch"),
        new("noise_x", "noise on x, per root of a time unit", "configuration.array.imperfections.noiseX"),
        new("noise_y", "noise on y, per root of a time unit", "configuration.array.imperfections.noiseY"),
        new("adc_bits", "bits of the ADC; 0 for none", "configuration.array.imperfections.adcBits"),
        new("dead_share", "share of dead cells", "configuration.array.imperfections.dead"),
        new("stuck_share", "share of stuck cells", "configuration.array.imperfections.stuck"),
        new("train_images", "training images; 0 for all", "configuration.trainImages"),
        new("test_images", "test images; 0 for all", "configuration.testImages"),
        new("device", "what ran the cells", "device", "provenance.devices.0.name"),
        new("forward", "table or stream", "forward", "STUDY.forward"),
        new("data", "the images", "data", "STUDY.data"),
        new("plan", "what a study tried", "STUDY.plan"),
        new("seconds_per_epoch_s", "wall time of the training part of an epoch, median, s", "secondsPerEpoch"),
        new("images_per_second", "images a second in that time", "imagesPerSecond"),
        new("seconds_s", "wall time of a study, s", "STUDY.seconds"),
        new("constants_hash", "hash of the step's constants", "provenance.constantsHash"),
        new("program", "program and version", "provenance.program"),
        new("machine", "name of the machine", "provenance.machine.name"),
        new("processor", "its processor", "provenance.machine.processor"),
        new("cores", "its logical cores", "provenance.machine.cores"),
        new("date_utc", "when the result was written, UTC, ISO 8601", "provenance.date"),
        new("command", "the command line", "provenance.commandLine"),
    ];

    /// <summary>The value in a result; empty where it has none.</summary>
    /// <param name="result">The result.</param>
    /// <param name="study">The name of the part that a study's result lies in.</param>
    public string Of(JsonElement result, string study)
    {
        foreach (var path in Paths)
        {
            JsonElement? at = result;
            foreach (var name in path.Replace("STUDY", study, StringComparison.Ordinal).Split('.'))
            {
                at = Step(at, name);
            }

            if (Text(at) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    private static JsonElement? Step(JsonElement? from, string name) => from switch
    {
        { ValueKind: JsonValueKind.Object } part when part.TryGetProperty(name, out var value) => value,
        { ValueKind: JsonValueKind.Array } list when int.TryParse(name, out var index) && index < list.GetArrayLength() => list[index],
        _ => null,
    };

    // Numbers as they stand in the file, so that no digit is lost.
    private string Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } number => number.GetRawText(),
        { ValueKind: JsonValueKind.Array } list => string.Join(Name == "command" ? ' ' : '+', list.EnumerateArray().Select(one => Text(one))),
        _ => "",
    };
}
