using System.Diagnostics.Metrics;

namespace FhnHw.Boards.Sessions;

/// <summary>
/// The links' counters, for whoever watches the program: <c>dotnet-counters monitor -n fhnhw --counters FhnHw.Link</c>. Each value has the
/// tag <c>board</c>, the address.
/// </summary>
internal static class LinkMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "FhnHw.Link";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>("fhnhw.link.sent", "By", "bytes to the board, as coded on the wire");

    public static readonly Counter<long> Received =
        Meter.CreateCounter<long>("fhnhw.link.received", "By", "bytes from the board, as coded on the wire");

    public static readonly Counter<long> Jobs = Meter.CreateCounter<long>("fhnhw.link.jobs", "{job}", "jobs whose reply was taken");

    public static readonly Gauge<int> JobsInFlight =
        Meter.CreateGauge<int>("fhnhw.link.jobs_in_flight", "{request}", "requests that the board has not answered yet");

    public static readonly Counter<long> Heartbeats = Meter.CreateCounter<long>("fhnhw.link.heartbeats", "{frame}", "heartbeats received");

    public static readonly Counter<long> DamagedFrames =
        Meter.CreateCounter<long>("fhnhw.link.damaged_frames", "{frame}", "damaged frames received");

    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("fhnhw.link.retries", "{session}", "sessions begun again because something was damaged or out of order");

    public static readonly Counter<long> Reconnects =
        Meter.CreateCounter<long>("fhnhw.link.reconnects", "{connection}", "times that the board was lost and opened again");

    public static readonly Counter<long> Unbalanced =
        Meter.CreateCounter<long>("fhnhw.link.unbalanced", "{reply}", "replies asked again because their charge did not balance");
}
