using System.CommandLine;
using System.CommandLine.Parsing;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary>The imperfections of the cells: a named preset, and options that change single numbers of it.</summary>
internal sealed class ImperfectionOptions : OptionGroup
{
    private readonly Option<string?> _preset;
    private readonly Option<double> _mismatch, _gainMismatch, _epsMismatch, _noiseX, _noiseY, _adcRange, _comparator, _drift, _dead, _stuck;
    private readonly Option<int> _adcBits, _seed;
    private readonly Option<bool> _randomStart = Make.Flag("--random-start", "random initial state of each cell");
    private readonly Option<bool> _stateful = Make.Flag("--stateful", "no reset between images");

    /// <summary>Declares the options.</summary>
    /// <param name="standard">What stands where nothing is given, for the help page: <c>the run's</c>; null for ideal cells.</param>
    public ImperfectionOptions(string? standard = null)
    {
        Option<double> Real(string name, string value, string description, double ideal) =>
            standard is null ? Make.Real(name, value, description, ideal) : Make.Real(name, value, description, standard);
        Option<int> Whole(string name, string value, string description, int ideal) =>
            standard is null ? Make.Whole(name, value, description, ideal) : Make.Whole(name, value, description, standard);

        _preset = Make.Text(
            "--imperfections", "NAME", Make.Told($"non-ideal neurons: mismatch, noise, ADC; preset {Imperfections.Names}", standard ?? "ideal"),
            Imperfections.Names);
        _mismatch = Real("--mismatch", "S", "mismatch of offset and gain: standard deviation over cells", 0);
        _gainMismatch = Make.Real("--gain-mismatch", "S", "mismatch of the gain alone", standard ?? "that of --mismatch");
        _epsMismatch = Real("--eps-mismatch", "S", "mismatch of eps, as a share of it", 0);
        _noiseX = Real("--noise-x", "S", "noise on x, per root of a time unit; no response table then: some 100 times slower", 0);
        _noiseY = Real("--noise-y", "S", "noise on y (noise of the current), per root of a time unit; no response table then", 0);
        _adcBits = Whole("--adc-bits", "B", "bits of the ADC that reads x, 1 to 16; 0 for none", 0);
        _adcRange = Real("--adc-range", "R", "range of the ADC: x of ±R", Imperfections.Ideal.AdcRange);
        _comparator = Make.Real("--comparator", "X", "read one bit: whether x is over this threshold", standard ?? "none");
        _drift = Real("--drift", "S", "standard deviation of how far the offsets have moved after 60,000 images", 0);
        _dead = Real("--dead", "P", "share of cells whose x stays at 0, 0 to 1", 0);
        _stuck = Real("--stuck", "P", "share of cells whose x stays at some value, 0 to 1", 0);
        _seed = Whole("--cells-seed", "N", "seed of all that is random in the cells", Imperfections.Ideal.Seed);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members =>
    [
        _preset, _mismatch, _gainMismatch, _epsMismatch, _noiseX, _noiseY, _adcBits, _adcRange, _comparator, _drift, _dead, _stuck,
        _randomStart, _stateful, _seed,
    ];

    /// <summary>The options that were given, in the order of the help page.</summary>
    public IEnumerable<Option> Given(ParseResult arguments) => Members.Where(option => arguments.GetResult(option) is { Implicit: false });

    /// <summary>What was chosen; a preset's numbers stand where none were given.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="standard">The cells that single options change where no preset is named; null for ideal ones.</param>
    /// <exception cref="InvalidSettingException">A number is out of range.</exception>
    public Imperfections Read(ParseResult arguments, Imperfections? standard = null)
    {
        var preset = Renamed.Checked(_preset.Name, arguments.GetValue(_preset)) is { } name
            ? Imperfections.Preset(name) with { Seed = standard?.Seed ?? Imperfections.Ideal.Seed }
            : standard ?? Imperfections.Ideal;
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
            Comparator = IsGiven(arguments, _comparator) ? arguments.GetValue(_comparator)
                : arguments.ValueOr(_adcBits, 0) != 0 ? null : preset.Comparator,
            Drift = arguments.ValueOr(_drift, preset.Drift),
            Dead = arguments.ValueOr(_dead, preset.Dead),
            Stuck = arguments.ValueOr(_stuck, preset.Stuck),
            RandomStart = arguments.GetValue(_randomStart) || preset.RandomStart,
            Stateful = arguments.GetValue(_stateful) || preset.Stateful,
            Seed = arguments.ValueOr(_seed, preset.Seed),
        };
        imperfections.Check();
        return imperfections;
    }

    private static bool IsGiven(ParseResult arguments, Option option) => arguments.GetResult(option) is OptionResult { Implicit: false };
}
