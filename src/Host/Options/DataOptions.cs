using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Data;

namespace FhnHw.Host.Options;

/// <summary>Which images, and how many of them.</summary>
/// <param name="Place">A folder or file, <c>mnist</c> or <c>builtin</c>; null for the usual places.</param>
/// <param name="TrainImages">Training images in equal shares of each class; 0 for all.</param>
/// <param name="TestImages">Test images in equal shares of each class; 0 for all.</param>
internal sealed record DataChoice(string? Place, int TrainImages, int TestImages);

/// <summary><c>--data</c>, <c>--train-images</c> and <c>--test-images</c>.</summary>
internal sealed class DataOptions : OptionGroup
{
    private readonly DataOption _data = new();
    private readonly Option<int> _train = Make.Whole(
        "--train-images", "N", "training images, as equally many of each class as there are; 0 for all", 0);
    private readonly Option<int> _test = Make.Whole(
        "--test-images", "N", "test images, as equally many of each class as there are; 0 for all", 0);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [.. _data.Members, _train, _test];

    /// <summary><c>--data</c> alone: where the images are, and not how many.</summary>
    public IReadOnlyList<Option> Place => _data.Members;

    /// <summary>The folder or file, in full, or name that was asked for, or null.</summary>
    public string? Asked(ParseResult arguments) => _data.Full(arguments);

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

        return Subset(located.Set, choice, seed, session);
    }

    /// <summary>Takes as many images of a set as were chosen.</summary>
    public static DataSet Subset(DataSet set, DataChoice choice, int seed, Session session)
    {
        if (choice.TrainImages == 0 && choice.TestImages == 0)
        {
            return set;
        }

        var train = Some(set.Train, choice.TrainImages, "training", seed, session);
        var test = Some(set.Test, choice.TestImages, "test", seed, session);
        return set.With($"{train.Count}/{test.Count} balanced", train, test);
    }

    // A preset's numbers are those of MNIST: a smaller set gives all that it has, and a line says so.
    private static ImageSet Some(ImageSet images, int count, string use, int seed, Session session)
    {
        if (count > images.Count)
        {
            session.Screen.Error.WriteLine($"fhnhw: {count} {use} images are asked for and there are {images.Count}; all of them are taken.");
        }

        return BalancedSubset.UpTo(images, count, seed);
    }
}
