namespace FhnHw.Host.CommandLine;

/// <summary>What the program returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A check failed: two arrays differ, or something that a run needs is broken.</summary>
    public const int CheckFailed = 1;

    /// <summary>Bad input or usage, or a place that cannot be read or written.</summary>
    public const int BadInput = 2;

    /// <summary>A device is missing, was lost, is built for something else, or gives wrong numbers.</summary>
    public const int DeviceMissing = 3;

    /// <summary>Interrupted from outside: Ctrl-C, SIGTERM, or nobody reads the output any more.</summary>
    public const int Interrupted = 130;
}
