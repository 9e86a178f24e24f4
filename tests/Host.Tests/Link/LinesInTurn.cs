namespace FhnHw.Host.Tests.Link;

/// <summary>Tests that measure time on a line, or send signals to a running program, run one after another, beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class LinesInTurn
{
    public const string Name = "lines in turn";
}
