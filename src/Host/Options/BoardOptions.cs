using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Options;

/// <summary>A board to test, and what its cells should compute.</summary>
/// <param name="Name">The board.</param>
/// <param name="Array">Format and cell. Where the board has another format, its own is taken.</param>
internal sealed record BoardChoice(DeviceName Name, ArraySettings Array);

/// <summary><c>DEVICE</c> of the commands that test a board, with the cell's options.</summary>
internal sealed class BoardOptions : OptionGroup
{
    private readonly CellOptions _cell = new();
    private readonly ReconnectOption _reconnect = new();

    /// <summary>The board.</summary>
    public Argument<string> Device { get; } = new Argument<string>("DEVICE")
    {
        Description = "sim, serial:PATH[@BAUD], serial:usb:NUMBER[@BAUD], tcp:HOST:PORT or hostile:SEED:BOARD",
    }.OfDevices();

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [.. _cell.Members, .. _reconnect.Members];

    /// <summary>The board that was named.</summary>
    public BoardChoice Read(ParseResult arguments)
    {
        _reconnect.Read(arguments);
        var array = EqualityToStep.ShortSettings with { Format = _cell.Format(arguments), Parameters = _cell.Parameters(arguments) };
        return new BoardChoice(BoardName.Parse(arguments.GetValue(Device)!), array);
    }
}
