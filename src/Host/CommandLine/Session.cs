using System.CommandLine;
using System.Runtime.CompilerServices;
using FhnHw.Boards.Sessions;
using FhnHw.Host.Devices;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Network;

namespace FhnHw.Host.CommandLine;

/// <summary>One call of the program: its arguments, its screen, and the token that Ctrl-C cancels.</summary>
internal sealed class Session : InvocationConfiguration
{
    private static readonly ConditionalWeakTable<ParseResult, Session> Lent = [];

    /// <summary>Makes a session.</summary>
    public Session(IReadOnlyList<string> arguments, Screen screen, CancellationToken cancellation)
    {
        Arguments = arguments;
        Screen = screen;
        Cancellation = cancellation;
        Link = new LinkOptions
        {
            Notes = note => screen.Error.WriteLine($"fhnhw: {note}"),
            Cancellation = cancellation,
            RunsAnswered = runs => RunsAnswered?.Invoke(runs),
        };
        Output = screen.Output;
        Error = screen.Error;
        EnableDefaultExceptionHandler = false;
        ProcessTerminationTimeout = null;
    }

    /// <summary>The arguments, as given.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Where results and notes go.</summary>
    public Screen Screen { get; }

    /// <summary>Cancelled when the run is to end early.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>How patient to be with boards.</summary>
    public LinkOptions Link { get; set; }

    /// <summary>What the devices of groups have done.</summary>
    public DeviceGroups Groups { get; } = new();

    /// <summary>Told, job by job, how many runs the session's boards have answered; null while nobody asks.</summary>
    public Action<int>? RunsAnswered { get; set; }

    /// <summary>The array of the device that a name stands for; some of its runs are checked against the normative array.</summary>
    public ICellArray Open(DeviceName name, ArraySettings settings) => CellArrays.CreateChecked(name, settings, Link, Groups);

    /// <summary>The same without checks, for those who measure it or compare it themselves.</summary>
    public ICellArray OpenBare(DeviceName name, ArraySettings settings) => CellArrays.Create(name, settings, Link, Groups);

    /// <summary>Opens the device that a name stands for, for the hidden layers of a network.</summary>
    public OpenDevice OpenDevice(DeviceName name, ArraySettings settings, LayerSizes hidden) =>
        CellArrays.Open(name, settings, hidden, Link, Groups);

    /// <summary>What the array that a name stands for says of itself.</summary>
    public ArrayDescription Describe(DeviceName name, ArraySettings settings) => CellArrays.Describe(name, settings, Link);

    /// <summary>The session that a command was parsed for.</summary>
    public static Session Of(ParseResult arguments) => arguments.InvocationConfiguration as Session ?? Lent.GetValue(arguments, _ =>
        throw new InvalidOperationException("A command line is read that no session was lent to."));

    /// <summary>Lets a command line be read in this session that was parsed apart from it, such as that of a plan.</summary>
    public ParseResult LendTo(ParseResult arguments)
    {
        Lent.AddOrUpdate(arguments, this);
        return arguments;
    }

    /// <summary>The provenance of this session's results.</summary>
    public Provenance Provenance(IReadOnlyList<ArrayDescription> devices, long? seed = null) =>
        CommandLine.Provenance.Of(Arguments, devices, seed) with { Shares = Groups.Shares };
}
