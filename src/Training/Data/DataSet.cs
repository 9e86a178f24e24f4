using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Data;

/// <summary>Images to train on and images to test on, of one size, and where they come from. Immutable.</summary>
public sealed class DataSet
{
    private DataSet(
        string name, string source, ImageSet train, ImageSet test, IReadOnlyList<string>? classNames, string fingerprint, bool verified)
    {
        Name = name;
        Source = source;
        Train = train;
        Test = test;
        ClassNames = classNames;
        Fingerprint = fingerprint;
        Verified = verified;
    }

    /// <summary>What the set is called, such as <c>MNIST</c>, <c>built-in digits</c>, or its folder's name.</summary>
    public string Name { get; }

    /// <summary>Where it comes from, in words: a folder, an address, or the generator and its seed.</summary>
    public string Source { get; }

    /// <summary>Images to train on.</summary>
    public ImageSet Train { get; }

    /// <summary>Images to test on.</summary>
    public ImageSet Test { get; }

    /// <summary>What the classes are called, from class 0; null where they have numbers only.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>
    /// First 16 hexadecimal digits of the SHA-256 over the four unpacked IDX files: train images, train labels, test images, test labels.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>True when all four files are those of a published set, by their SHA-256.</summary>
    public bool Verified { get; }

    /// <summary>Joins two sets; a published set is given its published name, whatever name was passed.</summary>
    /// <param name="name">Its name where it is no published set.</param>
    /// <param name="source">Where it comes from, in words.</param>
    /// <param name="train">Images to train on.</param>
    /// <param name="test">Images to test on, of the same size. Both get the classes of either; some may lack images.</param>
    /// <param name="classNames">What the classes are called, from class 0; null where they have numbers only.</param>
    /// <exception cref="InvalidSettingException">The two sets do not fit together.</exception>
    public static DataSet Of(string name, string source, ImageSet train, ImageSet test, IReadOnlyList<string>? classNames = null)
    {
        if (train.Rows != test.Rows || train.Columns != test.Columns)
        {
            throw new InvalidSettingException(
                $"The training images of {source} are {train.Rows}x{train.Columns} and the test images {test.Rows}x{test.Columns}; "
                    + "give two sets of one size.");
        }

        var classes = Math.Max(train.Classes, test.Classes);
        (train, test) = (train.WithClasses(classes), test.WithClasses(classes));
        var (fingerprint, trainImages) = IdxFormat.FingerprintAndHash(train, test);
        var known = KnownSets.ByTrainImages(trainImages);
        var verified = known is not null && known.Hashes == new SetHashes(
            trainImages, IdxFormat.HashOfLabels(train), IdxFormat.HashOfImages(test), IdxFormat.HashOfLabels(test));
        return new DataSet(known?.Name ?? name, source, train, test, classNames, fingerprint, verified);
    }

    /// <summary>The same set with other images, such as a subset; name and source stay, with a remark.</summary>
    /// <param name="remark">What was done, such as <c>10000/1000 balanced</c>.</param>
    /// <param name="train">Images to train on.</param>
    /// <param name="test">Images to test on.</param>
    public DataSet With(string remark, ImageSet train, ImageSet test) =>
        new($"{Name} ({remark})", Source, train, test, ClassNames, IdxFormat.Fingerprint(train, test), verified: false);

    /// <summary>The same images with the class numbers of a network that knows its classes by name; unchanged where these images have numbers only.</summary>
    /// <param name="names">What the network's classes are called, from class 0.</param>
    /// <exception cref="InvalidSettingException">An image is of a class that the network does not know.</exception>
    public DataSet Renumbered(IReadOnlyList<string> names)
    {
        if (ClassNames is null || ClassNames.SequenceEqual(names))
        {
            return this;
        }

        string[] known = [.. names];
        string[] unknown = [.. ClassNames.Except(known)];
        if (unknown.Length > 0)
        {
            throw new InvalidSettingException(
                $"The network knows the classes {string.Join(", ", names)}, and the images of {Source} have {string.Join(", ", unknown)} too; "
                    + "give images of its classes, under their names.");
        }

        byte[] numbers = [.. ClassNames.Select(name => (byte)Array.IndexOf(known, name))];
        ImageSet Renumbered(ImageSet set) => new(set.Rows, set.Columns, set.Pixels, Array.ConvertAll(set.Labels, label => numbers[label]), names.Count);
        var (train, test) = (Renumbered(Train), Renumbered(Test));
        return new DataSet(Name, Source, train, test, names, IdxFormat.Fingerprint(train, test), verified: false);
    }

    /// <summary>How many classes there are and which, in words, where their labels are not 0, 1, 2 ... or where some have no images.</summary>
    public string ClassText => LabelText.Of(Train, Test, ClassNames);

    /// <summary>One line that is the same wherever the images lie.</summary>
    public string Content => $"{Kind}, {Fingerprint}";

    /// <summary>One line, as in logs.</summary>
    public override string ToString() => $"{Kind}, from {Source}, {Fingerprint}";

    private string Kind => $"{Name}, {Train.Count}/{Test.Count} images of {Train.Rows}x{Train.Columns}, {ClassText}";
}
