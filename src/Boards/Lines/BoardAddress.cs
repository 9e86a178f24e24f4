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

    /// <summary>What to do where it is lost, as the end of a sentence.</summary>
    public virtual string Mend => "check its cable and power, and run again";

    /// <summary>Opens the line.</summary>
    /// <exception cref="DeviceMissingException">There is nothing there.</exception>
    public abstract ILink Open();

    /// <summary>Reads <c>serial:PATH[@BAUD]</c> or <c>tcp:HOST:PORT</c>; null for any other text.</summary>
    public static BoardAddress? TryParse(string text) => text.Split(':', 2) switch
    {
        ["serial", { Length: > 0 } rest] => SerialOf(rest),
        ["tcp", { Length: > 0 } rest] => TcpOf(rest),
        _ => null,
    };

    // A path may contain an @: only digits after the last one are a rate.
    private static Serial SerialOf(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var baud) && baud > 0
            ? new Serial(text[..at], baud)
            : new Serial(text);
    }

    private static Tcp? TcpOf(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new Tcp(text[..colon], port)
            : null;
    }

    /// <summary>A serial port.</summary>
    /// <param name="Path">The port, such as /dev/ttyUSB0.</param>
    /// <param name="Baud">Rate.</param>
    public sealed record Serial(string Path, int Baud = Protocol.DefaultBaud) : BoardAddress
    {
        /// <summary>A byte takes ten bits on the line.</summary>
        public override double? BytesPerSecond => Baud / 10.0;

        /// <inheritdoc/>
        public override string ToString() => Baud == Protocol.DefaultBaud
            ? $"serial:{Path}"
            : string.Create(CultureInfo.InvariantCulture, $"serial:{Path}@{Baud}");

        /// <inheritdoc/>
        public override ILink Open() => new SerialLink(Path, Baud);
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
}
