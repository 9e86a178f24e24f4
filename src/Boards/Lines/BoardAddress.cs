using System.Globalization;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Lines;

/// <summary>The address of a board.</summary>
public abstract record BoardAddress
{
    private BoardAddress()
    {
    }

    /// <summary>Bytes a second that the line carries each way; null where that is not known.</summary>
    public abstract double? BytesPerSecond { get; }

    /// <summary>The name on the command line.</summary>
    public abstract override string ToString();

    /// <summary>What distinguishes two boards of the same name.</summary>
    public virtual string Key => ToString();

    /// <summary>True for a serial port, which has a rate.</summary>
    public virtual bool IsSerial => false;

    /// <summary>The serial port that it names now; null where it is none.</summary>
    public virtual string? SerialPort => null;

    /// <summary>What to do where it is lost, as the end of a sentence.</summary>
    public virtual string Mend => "check its cable and power, and run again";

    /// <summary>Opens the line.</summary>
    /// <exception cref="DeviceMissingException">There is nothing there.</exception>
    public abstract ILink Open();

    /// <summary>
    /// Reads <c>serial:PATH[@BAUD]</c>, <c>serial:usb:NUMBER</c>, <c>serial:path:SOCKET</c>, <c>tcp:HOST:PORT</c>, or one of them behind <c>hostile:PLAN:</c>;
    /// null for any other text.
    /// </summary>
    public static BoardAddress? TryParse(string text) => text.Split(':', 2) switch
    {
        ["hostile", { } rest] => HostileOf(rest),
        ["serial", { Length: > 0 } rest] => SerialOf(rest),
        ["tcp", { Length: > 0 } rest] => TcpOf(rest),
        _ => null,
    };

    // A path may contain an @: only digits after the last one are a rate.
    private static BoardAddress SerialOf(string text)
    {
        var at = text.LastIndexOf('@');
        var hasRate = at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0;
        var (place, baud) = hasRate ? (text[..at], int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture)) : (text, Protocol.DefaultBaud);
        return place.Split(':') switch
        {
            ["usb", { Length: > 0 } number] => new Usb(number, null, null, baud),
            ["usb", { Length: > 0 } number, var which] when IndexOf(which) is { } index => new Usb(number, null, index, baud),
            ["path", { Length: > 0 } socket] => new Usb(null, socket, null, baud),
            ["path", { Length: > 0 } socket, var which] when IndexOf(which) is { } index => new Usb(null, socket, index, baud),
            _ => new Serial(place, baud),
        };
    }

    private static int? IndexOf(string text) => byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static Tcp? TcpOf(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new Tcp(text[..colon], port)
            : null;
    }

    private static Hostile? HostileOf(string text) =>
        text.Split(':', 2) is [var plan, var device] && FaultPlan.TryParse(plan) is { } faults && TryParse(device) is { } board and not Hostile
            ? new Hostile(board, faults)
            : null;

    /// <summary>A serial port.</summary>
    /// <param name="Path">The port, such as /dev/ttyUSB0.</param>
    /// <param name="Baud">Rate.</param>
    public sealed record Serial(string Path, int Baud = Protocol.DefaultBaud) : BoardAddress
    {
        /// <inheritdoc/>
        public override bool IsSerial => true;

        /// <summary>A byte takes ten bits on the line.</summary>
        public override double? BytesPerSecond => Baud / 10.0;

        /// <inheritdoc/>
        public override string ToString() => Baud == Protocol.DefaultBaud
            ? $"serial:{Path}"
            : string.Create(CultureInfo.InvariantCulture, $"serial:{Path}@{Baud}");

        /// <inheritdoc/>
        public override string? SerialPort => Path;

        /// <inheritdoc/>
        public override ILink Open() => new SerialLink(Path, Baud);
    }

    /// <summary>A serial port on USB, by the adapter's serial number or by its socket; looked for each time that it is opened.</summary>
    /// <param name="Number">The adapter's serial number, or null.</param>
    /// <param name="Socket">The socket that it is plugged in, as the kernel counts, or null.</param>
    /// <param name="Interface">Which of the adapter's ports, from 0; null where it has one.</param>
    /// <param name="Baud">Rate.</param>
    public sealed record Usb(string? Number, string? Socket, int? Interface, int Baud) : BoardAddress
    {
        /// <inheritdoc/>
        public override bool IsSerial => true;

        /// <summary>A byte takes ten bits on the line.</summary>
        public override double? BytesPerSecond => Baud / 10.0;

        /// <inheritdoc/>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"serial:{(Number is null ? $"path:{Socket}" : $"usb:{Number}")}{(Interface is { } which ? $":{which}" : "")}{Rate}");

        private string Rate => Baud == Protocol.DefaultBaud ? "" : string.Create(CultureInfo.InvariantCulture, $"@{Baud}");

        /// <inheritdoc/>
        public override string? SerialPort => new UsbAdapters().Find(Number, Socket, Interface);

        /// <inheritdoc/>
        public override ILink Open() => new SerialLink(SerialPort!, Baud);
    }

    /// <summary>A TCP server.</summary>
    /// <param name="Host">Name or number.</param>
    /// <param name="Port">1 to 65535.</param>
    public sealed record Tcp(string Host, int Port) : BoardAddress
    {
        /// <inheritdoc/>
        public override double? BytesPerSecond => null;

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"tcp:{Host}:{Port}");

        /// <inheritdoc/>
        public override ILink Open() => new TcpLink(Host.Trim('[', ']'), Port);
    }

    /// <summary>A line that other code opens: a program started for it, or a test.</summary>
    /// <param name="Name">The name on the command line.</param>
    /// <param name="Identity">What distinguishes it from others of that name.</param>
    /// <param name="Opener">Opens the line.</param>
    /// <param name="Rate">Bytes a second that it carries each way, where that is known.</param>
    public sealed record Made(string Name, string Identity, Func<ILink> Opener, double? Rate = null) : BoardAddress
    {
        /// <inheritdoc/>
        public override string Key => $"{Name} {Identity}";

        /// <inheritdoc/>
        public override string Mend => "its program ended or hangs, so run again";

        /// <inheritdoc/>
        public override double? BytesPerSecond => Rate;

        /// <inheritdoc/>
        public override string ToString() => Name;

        /// <inheritdoc/>
        public override ILink Open() => Opener();
    }

    /// <summary>Another address, whose line goes wrong by a plan.</summary>
    /// <param name="Real">The address.</param>
    /// <param name="Plan">What goes wrong.</param>
    public sealed record Hostile(BoardAddress Real, FaultPlan Plan) : BoardAddress
    {
        private readonly HostilePort _port = new(Real.ToString(), Plan, Real.Open, TimeProvider.System);

        /// <summary>The faults so far.</summary>
        public FaultTally Tally => _port.Tally;

        /// <inheritdoc/>
        public override double? BytesPerSecond => Real.BytesPerSecond;

        /// <inheritdoc/>
        public override bool IsSerial => Real.IsSerial;

        /// <inheritdoc/>
        public override string Key => $"hostile:{Plan}:{Real.Key}";

        /// <inheritdoc/>
        public override string Mend => "its faults are made on purpose, so take another seed, or the device without them";

        /// <inheritdoc/>
        public override string ToString() => $"hostile:{Plan}:{Real}";

        /// <inheritdoc/>
        public override ILink Open() => _port.Open();
    }
}
