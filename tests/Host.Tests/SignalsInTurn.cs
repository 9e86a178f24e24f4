namespace FhnHw.Host.Tests;

/// <summary>Tests that send signals to a running program run one after another, beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class SignalsInTurn
{
    public const string Name = "signals in turn";
}
