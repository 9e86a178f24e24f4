using System.CommandLine;

namespace FhnHw.Host.Options;

/// <summary><c>--array</c>: which of the two arrays a board of the HDL holds.</summary>
internal sealed class ArrayOption : Option<string>
{
    private const string Lanes = "lanes", Parallel = "parallel";

    /// <summary>Declares it.</summary>
    public ArrayOption() : base("--array")
    {
        Description = "lanes that cells take in turn, or all cells of a narrow word in parallel (docs/parallel.md)";
        HelpName = $"{Lanes}|{Parallel}";
        DefaultValueFactory = _ => Lanes;
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not (Lanes or Parallel))
            {
                result.AddError($"There is no array '{token.Value}'; give --array {Lanes} or {Parallel}.");
            }
        });
    }

    /// <summary>True for the parallel array.</summary>
    public bool IsParallel(ParseResult arguments) => arguments.GetValue(this) == Parallel;
}
