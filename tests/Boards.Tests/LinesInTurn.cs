namespace FhnHw.Boards.Tests;

/// <summary>Tests that measure time on a line run one after another, beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class LinesInTurn
{
    public const string Name = "lines in turn";
}
