using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;

namespace FhnHw.Host.Options;

/// <summary>Which images, and how many of them.</summary>
/// <param name="Place">A folder, <c>mnist</c> or <c>builtin</c>; null for the usual places.</param>
/// <param name="TrainImages">Training images in equal shares of each class; 0 for all.</param>
/// <param name="TestImages">Test images in equal shares of each class; 0 for all.</param>
internal sealed record DataChoice(string? Place, int TrainImages, int TestImages);

/// <summary><c>--data</c>, <c>--train-images</c> and <c>--test-images</c>.</summary>
internal sealed class DataOptions : OptionGroup
{
    private readonly DataOption _data = new();
    private readonly Option<int> _train = Make.Whole("--train-images", "N", "training images, equally many of each class; 0 for all", 0);
    private readonly Option<int> _test = Make.Whole("--test-images", "N", "test images, equally many of each class; 0 for all", 0);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [.. _data.Members, _train, _test];

    /// <summary><c>--data</c> alone: where the images are, and not how many.</summary>
    public IReadOnlyList<Option> Place => _data.Members;

    /// <summary>The folder, in full, or name that was asked for, or null.</summary>
    public string? Asked(ParseResult arguments) => _data.Read(arguments) is { } place && Directory.Exists(place)
        ? Path.GetFullPath(place)
        : _data.Read(arguments);

    /// <summary>What was chosen; a preset's numbers stand where none were given.</summary>
    public DataChoice Read(ParseResult arguments, Preset preset)
    {
        var train = arguments.ValueOr(_train, preset.TrainImages);
        var test = arguments.ValueOr(_test, preset.TestImages);
        InvalidSettingException.ThrowIfOutside("number of training images", train, 0, int.MaxValue, "--train-images");
        InvalidSettingException.ThrowIfOutside("number of test images", test, 0, int.MaxValue, "--test-images");
        return new DataChoice(Asked(arguments), train, test);
    }

    /// <summary>Finds the images and says which they are.</summary>
    public static DataSet Load(DataChoice choice, int seed, Session session)
    {
        var located = DataSource.Locate(choice.Place, session);
        if (located.Reason is not null)
        {
            session.Screen.Error.WriteLine($"fhnhw: {Explanation.Of(located.Reason, located.Remedies)}");
        }

        return Subset(located.Set, choice, seed);
    }

    private static DataSet Subset(DataSet set, DataChoice choice, int seed)
    {
        if (choice.TrainImages == 0 && choice.TestImages == 0)
        {
            return set;
        }

        var train = choice.TrainImages == 0 ? set.Train : BalancedSubset.Take(set.Train, choice.TrainImages, seed);
        var test = choice.TestImages == 0 ? set.Test : BalancedSubset.Take(set.Test, choice.TestImages, seed);
        return set.With($"{train.Count}/{test.Count} balanced", train, test);
    }
}
