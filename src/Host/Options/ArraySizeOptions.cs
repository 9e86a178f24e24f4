using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary>The array of a board: which of the two, and how large.</summary>
/// <param name="Parallel">True for the parallel array.</param>
/// <param name="Number">Its cells where it is parallel, else its lanes; null where none were given.</param>
/// <param name="Given">True where any of the options was given.</param>
internal sealed record ArraySize(bool Parallel, int? Number, bool Given);

/// <summary><c>--array</c> with <c>--lanes</c> for the one and <c>--cells</c> for the other.</summary>
internal sealed class ArraySizeOptions : OptionGroup
{
    /// <summary>The names of the options, for errors.</summary>
    public const string Names = "--array, --lanes and --cells";

    private const string Lanes = "lanes", Parallel = "parallel";

    private readonly Option<string> _array = new("--array")
    {
        Description = "time-multiplexed lanes, or a parallel array of narrow words (docs/parallel.md)",
        HelpName = $"{Lanes}|{Parallel}",
        DefaultValueFactory = _ => Lanes,
    };

    private readonly Option<int?> _lanes, _cells;

    /// <summary>Declares the options.</summary>
    /// <param name="lanes">The help text of <c>--lanes</c>.</param>
    /// <param name="cells">The help text of <c>--cells</c>.</param>
    public ArraySizeOptions(string lanes, string cells)
    {
        _array.CompletionSources.Add(Lanes, Parallel);
        _array.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not (Lanes or Parallel))
            {
                result.AddError($"There is no array '{token.Value}'; give --array {Lanes} or {Parallel}.");
            }
        });
        _lanes = Make.MaybeWhole("--lanes", "N", lanes);
        _cells = Make.MaybeWhole("--cells", "N", cells);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_array, _lanes, _cells];

    /// <summary>The array that was asked for.</summary>
    /// <exception cref="InvalidSettingException">The size is given by the option of the other array.</exception>
    public ArraySize Read(ParseResult arguments)
    {
        var parallel = arguments.GetValue(_array) == Parallel;
        var (lanes, cells) = (arguments.GetValue(_lanes), arguments.GetValue(_cells));
        if (parallel && lanes is not null)
        {
            throw new InvalidSettingException("'--lanes' of a parallel array is now '--cells'.");
        }

        if (!parallel && cells is not null)
        {
            var isNetwork = arguments.CommandResult.Command.Options.Any(option => option.Name == "--hidden");
            throw new InvalidSettingException(!isNetwork
                ? "--cells is the size of a parallel array; give --array parallel with it, or give --lanes instead."
                : $"--cells is the size of a parallel array, and goes with --array parallel; the cells of a network are --hidden {cells}.");
        }

        var given = arguments.GetResult(_array) is { Implicit: false } || lanes is not null || cells is not null;
        return new ArraySize(parallel, parallel ? cells : lanes, given);
    }
}
