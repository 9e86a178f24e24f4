using System.CommandLine;
using System.CommandLine.Parsing;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary>In what the cells depart from the model: a named preset, and each by hand on top of it.</summary>
internal sealed class ImperfectionOptions : OptionGroup
{
    private readonly Option<string?> _preset = Make.Text("--imperfections", "NAME", $"cells as a bench has them: {Imperfections.Names} (ideal)");
    private readonly Option<double> _mismatch = Make.Real("--spread", "S", "deviation from cell to cell of the current's offset and gain", 0);
    private readonly Option<double> _gainMismatch = Make.Real("--gain-spread", "S", "deviation of the gain, where it is another than the offset's", 0);
    private readonly Option<double> _epsMismatch = Make.Real("--eps-spread", "S", "deviation of eps, as a share of it", 0);
    private readonly Option<double> _noiseX = Make.Real("--noise-x", "S", "noise on x per root of a time unit", 0);
    private readonly Option<double> _noiseY = Make.Real("--noise-y", "S", "noise on y per root of a time unit", 0);
    private readonly Option<int> _adcBits = Make.Whole("--adc-bits", "B", "bits of the converter that x is read with, 1 to 16; 0 for none", 0);
    private readonly Option<double> _adcRange = Make.Real("--adc-range", "R", "its range: x of ±R", Imperfections.Ideal.AdcRange);
    private readonly Option<double> _comparator = Make.Real("--comparator", "X", "read only whether x is over this threshold", 0);
    private readonly Option<double> _drift = Make.Real("--drift", "S", "deviation of the offsets after 60,000 images", 0);
    private readonly Option<double> _dead = Make.Real("--dead", "P", "share of cells whose x stays at 0, 0 to 1", 0);
    private readonly Option<double> _stuck = Make.Real("--stuck", "P", "share of cells whose x stays anywhere, 0 to 1", 0);
    private readonly Option<bool> _randomStart = Make.Flag("--random-start", "each cell starts from a state of its own");
    private readonly Option<bool> _stateful = Make.Flag("--free-running", "cells go on from image to image");
    private readonly Option<int> _seed = Make.Whole("--cells-seed", "N", "seed of all that is random in the cells", Imperfections.Ideal.Seed);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members =>
    [
        _preset, _mismatch, _gainMismatch, _epsMismatch, _noiseX, _noiseY, _adcBits, _adcRange, _comparator, _drift, _dead, _stuck,
        _randomStart, _stateful, _seed,
    ];

    /// <summary>The options of which one was given, in the order of the help page; none where the cells are ideal.</summary>
    public IEnumerable<Option> Given(ParseResult arguments) => Members.Where(option => arguments.GetResult(option) is { Implicit: false });

    /// <summary>What was chosen; the preset's numbers stand where none were given.</summary>
    /// <exception cref="InvalidSettingException">A number is out of range.</exception>
    public Imperfections Read(ParseResult arguments)
    {
        var preset = Imperfections.Preset(arguments.GetValue(_preset) ?? "ideal");
        var offset = arguments.ValueOr(_mismatch, preset.OffsetMismatch);
        var gain = arguments.GetResult(_mismatch) is { Implicit: false } ? offset : preset.GainMismatch;
        var imperfections = preset with
        {
            OffsetMismatch = offset,
            GainMismatch = arguments.ValueOr(_gainMismatch, gain),
            EpsMismatch = arguments.ValueOr(_epsMismatch, preset.EpsMismatch),
            NoiseX = arguments.ValueOr(_noiseX, preset.NoiseX),
            NoiseY = arguments.ValueOr(_noiseY, preset.NoiseY),
            AdcBits = arguments.ValueOr(_adcBits, IsGiven(arguments, _comparator) ? 0 : preset.AdcBits),
            AdcRange = arguments.ValueOr(_adcRange, preset.AdcRange),
            Comparator = IsGiven(arguments, _comparator) ? arguments.GetValue(_comparator) : preset.Comparator,
            Drift = arguments.ValueOr(_drift, preset.Drift),
            Dead = arguments.ValueOr(_dead, preset.Dead),
            Stuck = arguments.ValueOr(_stuck, preset.Stuck),
            RandomStart = arguments.GetValue(_randomStart) || preset.RandomStart,
            Stateful = arguments.GetValue(_stateful) || preset.Stateful,
            Seed = arguments.GetValue(_seed),
        };
        imperfections.Check();
        return imperfections;
    }

    private static bool IsGiven(ParseResult arguments, Option option) => arguments.GetResult(option) is OptionResult { Implicit: false };
}
