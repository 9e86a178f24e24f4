using FhnHw.Host.Experiments.Peers;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Peers;

/// <summary>A peer that is a few lines of shell.</summary>
internal static class FakePeer
{
    /// <summary>Says that it is ready.</summary>
    public const string Ready = """echo '{"ready": "fake 1.0", "threads": 1}';""";

    /// <summary>Says that it is ready, and does every round in half a second of no time.</summary>
    public const string Good = Ready + """ while read n; do echo '{"seconds": 0.5, "meanAbs": 0.25, "times": '$n'}'; done""";

    /// <summary>Starts one.</summary>
    /// <param name="script">What it does.</param>
    /// <param name="patience">The longest that an answer may take; null for longer than any test.</param>
    public static PeerProcess Start(string script, TimeSpan? patience = null) =>
        PeerProcess.Start("/bin/sh", ["-c", script], patience ?? Generous.Patience, CancellationToken.None);
}
