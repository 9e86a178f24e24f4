using System.Globalization;

namespace FhnHw.Host.Link;

/// <summary>Where a board is.</summary>
internal abstract record BoardAddress
{
    private BoardAddress()
    {
    }

    /// <summary>Bytes a second that the line carries each way; null where that is not known.</summary>
    public abstract double? BytesPerSecond { get; }

    /// <summary>The name on the command line.</summary>
    public abstract override string ToString();

    /// <summary>Opens the line.</summary>
    /// <exception cref="Kernels.Arrays.DeviceMissingException">There is nothing there.</exception>
    public abstract ILink Open();

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
        public override ILink Open() => new TcpLink(Host, Port);
    }

    /// <summary>A line that someone else opens: a program started for it, or a test.</summary>
    /// <param name="Name">The name on the command line.</param>
    /// <param name="Opener">Opens the line.</param>
    public sealed record Made(string Name, Func<ILink> Opener) : BoardAddress
    {
        /// <inheritdoc/>
        public override double? BytesPerSecond => null;

        /// <inheritdoc/>
        public override string ToString() => Name;

        /// <inheritdoc/>
        public override ILink Open() => Opener();
    }
}
