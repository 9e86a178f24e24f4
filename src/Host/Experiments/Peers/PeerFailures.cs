namespace FhnHw.Host.Experiments.Peers;

/// <summary>A peer cannot be measured. The message says why, as the end of a sentence that begins with its name.</summary>
internal class PeerFailedException(string message) : Exception(message);

/// <summary>A peer is not installed.</summary>
/// <param name="message">What is missing.</param>
/// <param name="install">A command that installs it, on Debian.</param>
internal sealed class PeerMissingException(string message, string install) : PeerFailedException(message)
{
    /// <summary>A command that installs it, on Debian.</summary>
    public string Install { get; } = install;
}
