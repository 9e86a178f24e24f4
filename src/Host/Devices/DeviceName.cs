using System.Globalization;
using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Simulation;
using FhnHw.Files;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Float;

namespace FhnHw.Host.Devices;

/// <summary>An array as it is named on the command line.</summary>
public abstract record DeviceName
{
    /// <summary>Every form that <see cref="Parse"/> accepts, in words for help texts and errors.</summary>
    public const string Forms =
        "cpu, opencl, opencl:P:D, sim[:lanes:N|:per-cell:N|:parallel:N|:rtl], serial:PATH[@BAUD], serial:usb:NUMBER, tcp:HOST:PORT, hostile:SEED:BOARD, "
        + "twin:DIR, slurm or float";

    /// <summary>The forms used most, for a help page, and where the others are told.</summary>
    public const string Usual = "cpu, opencl, or a board such as serial:/dev/ttyUSB1 or sim; 'fhnhw devices' tells every form; A+B share a run";

    /// <summary>Names, or their beginnings, for a shell to complete.</summary>
    public const string Completed = "cpu, opencl, float, sim, sim:rtl, serial:, tcp:, hostile:, twin: or slurm";

    // The cpu array's name in run folders and scripts of earlier versions: it is read and never written.
    private const string FormerCpu = "managed";

    // The words that are devices by themselves, as Parse takes them.
    private static readonly string[] Words = ["cpu", FormerCpu, "float", "sim", "opencl", "slurm"];

    // Those that begin one, before a colon.
    private static readonly string[] Beginnings = ["sim", "opencl", "serial", "tcp", "hostile", "twin"];

    private DeviceName()
    {
    }

    /// <summary>The name as <see cref="Parse"/> takes it.</summary>
    public abstract override string ToString();

    /// <summary>The devices that it names: itself, or those of a group.</summary>
    public virtual IReadOnlyList<DeviceName> Devices => [this];

    /// <summary>The name with other devices in the place of some.</summary>
    /// <param name="change">Gives what is to stand for a device, or the device.</param>
    public virtual DeviceName Change(Func<DeviceName, DeviceName> change) => change(this);

    /// <summary>Several devices that share the runs: <c>A+B</c>.</summary>
    /// <param name="Members">Two or more, no groups.</param>
    public sealed record Group(IReadOnlyList<DeviceName> Members) : DeviceName
    {
        /// <inheritdoc/>
        public override IReadOnlyList<DeviceName> Devices => Members;

        /// <inheritdoc/>
        public override DeviceName Change(Func<DeviceName, DeviceName> change) => new Group([.. Members.Select(change)]);

        /// <inheritdoc/>
        public override string ToString() => JoinedNames.Join(Members);

        /// <inheritdoc/>
        public bool Equals(Group? other) => other is not null && Members.SequenceEqual(other.Members);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Fixed-point cells in this process, on all cores: <c>cpu</c>.</summary>
    public sealed record Cpu : DeviceName
    {
        /// <inheritdoc/>
        public override string ToString() => "cpu";
    }

    /// <summary>Cells in floating point: <c>float</c>, the baseline, or another model of <see cref="FloatModels"/>.</summary>
    /// <param name="Model">The model's name.</param>
    public sealed record FloatingPoint(string Model = "float") : DeviceName
    {
        /// <inheritdoc/>
        public override string ToString() => Model;
    }

    /// <summary>Fixed-point cells on whichever OpenCL device is fastest: <c>opencl</c>.</summary>
    public sealed record BestOpenCl : DeviceName
    {
        /// <inheritdoc/>
        public override string ToString() => "opencl";
    }

    /// <summary>Fixed-point cells on one OpenCL device: <c>opencl:P:D</c>.</summary>
    /// <param name="Platform">Index of the platform, 0 or more.</param>
    /// <param name="Device">Index of the device on its platform, 0 or more.</param>
    public sealed record OpenCl(int Platform, int Device) : DeviceName
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"opencl:{Platform}:{Device}");
    }

    /// <summary>The digital twin of a calibrated device, in this process: <c>twin:DIR</c>.</summary>
    /// <param name="Folder">The folder of the calibration.</param>
    public sealed record Twin(string Folder) : DeviceName
    {
        /// <inheritdoc/>
        public override string ToString() => JoinedNames.Escape($"twin:{Folder}", IsBeginning);
    }

    /// <summary>
    /// The simulated board, started for the run: <c>sim</c>, <c>sim:lanes:N</c>, <c>sim:per-cell:N</c>, <c>sim:parallel:N</c> or <c>sim:rtl</c>.
    /// </summary>
    /// <param name="Parallel">The parallel array of narrow words.</param>
    /// <param name="Lanes">Lanes, or the parallel array's cells; null for the usual number.</param>
    /// <param name="PerCell">Lanes with per-cell parameters; other lanes get them where a run needs them.</param>
    /// <param name="Rtl">Every module as on a board, bits on the serial line; slower.</param>
    /// <param name="Fault">What goes wrong in it on purpose, or null: <c>sim:fault:KIND@CLOCKS</c>, behind the other words.</param>
    /// <param name="Line">What goes wrong on its line; null for a good line. The name is then <c>hostile:PLAN:sim</c>.</param>
    public sealed record Simulator(
        bool Parallel = false, int? Lanes = null, bool PerCell = false, bool Rtl = false, SimulatorFault? Fault = null, FaultPlan? Line = null)
        : DeviceName
    {
        /// <summary>The file that gets the waveform of its first clocks at work; null for none. It is no part of the name.</summary>
        public string? Waveform { get; init; }

        /// <summary>Which of several in one group that have the name, from 0: each is a program of its own. It is no part of the name.</summary>
        public int Copy { get; init; }

        /// <summary>Cells of a parallel array where no number is given: as many as an image has.</summary>
        public const int UsualCells = 100;

        /// <summary>The word before a fault.</summary>
        public const string FaultWord = "fault";

        /// <inheritdoc/>
        public override string ToString() => $"{(Line is null ? "" : $"hostile:{Line}:")}{Size}{(Fault is null ? "" : $":{FaultWord}:{Fault}")}";

        private string Size => Parallel ? Sized("parallel", Lanes ?? UsualCells)
            : Lanes is { } lanes ? Sized(PerCell ? "per-cell" : "lanes", lanes)
            : Rtl ? "sim:rtl"
            : "sim";

        private static string Sized(string array, int number) => string.Create(CultureInfo.InvariantCulture, $"sim:{array}:{number}");
    }

    /// <summary>A board on a line: <c>serial:PATH[@BAUD]</c> or <c>tcp:HOST:PORT</c>, or one of them behind <c>hostile:PLAN:</c>.</summary>
    /// <param name="Address">Where it is.</param>
    public sealed record Board(BoardAddress Address) : DeviceName
    {
        /// <inheritdoc/>
        public override string ToString() => JoinedNames.Escape(Address.ToString(), IsBeginning);
    }

    /// <summary>The board that Slurm gave to this job: <c>slurm</c>. Outside of a job it stands for the <c>cpu</c> array, which has the same bits.</summary>
    public sealed record SlurmBoard : DeviceName
    {
        /// <inheritdoc/>
        public override string ToString() => "slurm";
    }

    /// <summary>True for text that is to be read as a device's name: one with a colon, or a word that stands for a device.</summary>
    /// <remarks>Other text may name a board of hdl/boards.</remarks>
    public static bool IsMeant(string text) =>
        text.Split(':') is not [var word] || IsBeginning(word, false) || JoinedNames.Split(text, IsBeginning).Count > 1;

    /// <summary>Reads a name, or several that are joined by +.</summary>
    /// <exception cref="InvalidSettingException">One is none of <see cref="Forms"/>, or a board is named twice.</exception>
    public static DeviceName Parse(string text)
    {
        var names = JoinedNames.Split(text, IsBeginning);
        return names.Count == 1 ? ParseOne(names[0]) : GroupOf([.. names.Select(ParseOne)]);
    }

    private static bool IsBeginning(string word, bool hasColon) =>
        hasColon ? Beginnings.Contains(word) : Words.Contains(word) || FloatModels.Names.Contains(word);

    // Each simulated board is a program of its own; any other board is there once.
    private static Group GroupOf(DeviceName[] devices)
    {
        if (devices.OfType<Board>().GroupBy(PlaceOf).FirstOrDefault(boards => boards.Count() > 1) is { } twice)
        {
            throw new InvalidSettingException($"'{twice.Last()}' is named twice, and a board takes part in a run once; leave one out.");
        }

        return new Group([.. devices.Select((device, index) => device is Simulator simulator
            ? simulator with { Copy = devices.Take(index).Count(other => other == simulator) }
            : device)]);
    }

    private static string PlaceOf(Board board) => (board.Address is BoardAddress.Hostile(var real, _) ? real : board.Address) switch
    {
        BoardAddress.Serial(var path, _) => path,
        var address => address.ToString(),
    };

    private static DeviceName ParseOne(string text)
    {
        var parts = text.Split(':');
        return (parts[0], parts.Length) switch
        {
            ("cpu" or FormerCpu, 1) => new Cpu(),
            ("float", 1) => new FloatingPoint(),
            ("sim", > 2) when parts[^2] == Simulator.FaultWord => Faulty(text, string.Join(':', parts[..^2]), parts[^1]),
            ("slurm", 1) => new SlurmBoard(),
            ("sim", 1) => new Simulator(),
            ("sim", 2) when parts[1] is "rtl" => new Simulator(Rtl: true),
            ("sim", 3) when parts[1] is "lanes" or "per-cell" or "parallel" && Index(parts[2]) is { } lanes =>
                new Simulator(parts[1] == "parallel", lanes, parts[1] == "per-cell"),
            ("sim", 3) when parts[1] is "own" => throw new InvalidSettingException($"'{text}' is now 'sim:per-cell:{parts[2]}'."),
            ("sim", _) => throw new InvalidSettingException(
                $"'{text}' is no simulated board; write sim, sim:rtl, or sim:lanes:N, sim:per-cell:N or sim:parallel:N with the number of lanes or cells, "
                + "such as sim:parallel:100."),
            ("serial" or "tcp", _) when BoardAddress.TryParse(text) is { } address => new Board(address),
            ("serial" or "tcp", _) => throw new InvalidSettingException(
                $"'{text}' is no board; write serial:PATH or serial:PATH@BAUD for a port, such as serial:/dev/ttyUSB0@3000000, "
                + "serial:usb:NUMBER for the adapter with that serial number, or tcp:HOST:PORT."),
            ("hostile", > 2) when FaultPlan.TryParse(parts[1]) is { } plan => Hostile(text, plan, string.Join(':', parts[2..])),
            ("hostile", _) => throw NotHostile(text),
            ("twin", > 1) when text.Length > "twin:".Length => new Twin(text["twin:".Length..]),
            ("twin", _) => throw new InvalidSettingException(
                $"'{text}' names no calibration; write twin:DIR with a folder made by 'fhnhw calibrate --out'."),
            ("opencl", 1) => new BestOpenCl(),
            ("opencl", 3) when Index(parts[1]) is { } platform && Index(parts[2]) is { } device => new OpenCl(platform, device),
            ("opencl", _) => throw new InvalidSettingException(
                $"'{text}' is no OpenCL device; write opencl:P:D with the numbers that 'fhnhw devices' lists, such as opencl:0:0."),
            (var model, 1) when FloatModels.Names.Contains(model) => new FloatingPoint(model),
            _ when IsBoardToBuild(text) => throw new InvalidSettingException(
                $"'{text}' is a board to build and no device; make and flash it ('fhnhw board build {text}'), and give the port where it is, "
                + "serial:PATH[@BAUD]."),
            _ => throw new InvalidSettingException($"{Wrong(text)} is no device; give {Forms} ('fhnhw devices' lists them)."),
        };
    }

    // A folder of hdl/boards or of firmware; one that cannot be read is told by the commands that build.
    private static bool IsBoardToBuild(string text)
    {
        try
        {
            var sources = HdlSources.Find();
            return BoardFile.Names(sources).Contains(text) || FirmwareBoard.Names(sources).Contains(text);
        }
        catch (Exception error) when (error is UnusableFileException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Of joined names the one at fault, behind which no + could be read as joining.
    private static string Wrong(string text) => text.Split('+') is { Length: > 1 } names
        && names.FirstOrDefault(name => !IsBeginning(name.Split(':')[0], name.Contains(':', StringComparison.Ordinal))) is { } wrong
            ? $"'{wrong}' of '{text}'"
            : $"'{text}'";

    private static DeviceName Hostile(string text, FaultPlan plan, string board) => ParseOne(board) switch
    {
        Board(var address) when address is not BoardAddress.Hostile => new Board(new BoardAddress.Hostile(address, plan)),
        Simulator { Line: null } simulator => simulator with { Line = plan },
        _ => throw NotHostile(text),
    };

    private static DeviceName Faulty(string text, string board, string fault) => SimulatorFault.TryParse(fault) is { } known
        ? ((Simulator)ParseOne(board)) with { Fault = known }
        : throw new InvalidSettingException($"'{text}' has no fault of the simulated board; write sim:fault:FAULT, where FAULT is {SimulatorFault.Forms}.");

    private static InvalidSettingException NotHostile(string text) => new(text.Split(':', 3) is [_, var plan, _] && FaultPlan.UnknownKind(plan) is { } kind
        ? $"'{kind}' is no fault of a line; give {FaultPlan.KindForms}."
        : $"'{text}' is no board on a hostile line; write hostile:PLAN:BOARD with a board such as sim or serial:PATH, where PLAN is {FaultPlan.Forms}.");

    private static int? Index(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
