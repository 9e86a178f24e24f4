namespace FhnHw.Host.Experiments.Compare;

/// <summary>What is compared, and how much of everything.</summary>
internal sealed record ComparePlan
{
    /// <summary>Formats, beside the reference, which is always there.</summary>
    public IReadOnlyList<ComparedFormat> Formats { get; init; } = Whole;

    /// <summary>First seed of all that is random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Networks trained in the loop of each format, each from its own seed.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Epochs of each.</summary>
    public int Epochs { get; init; } = 6;

    /// <summary>Epochs of the plain network that takes substitute neurons.</summary>
    public int PlainEpochs { get; init; } = 20;

    /// <summary>Training images; 0 for all.</summary>
    public int TrainImages { get; init; }

    /// <summary>Test images; 0 for all.</summary>
    public int TestImages { get; init; }

    /// <summary>True for the form that takes under a minute.</summary>
    public bool Quick { get; init; }

    /// <summary>Everything that the whole form compares.</summary>
    public static IReadOnlyList<ComparedFormat> Whole { get; } =
    [
        new(Arithmetic.Single, 0, 0, 8), new(Arithmetic.Single, 0, 0, 10), new(Arithmetic.Double, 0, 0, 8),
        .. WordLengths.Select(w => ComparedFormat.Fixed(w, 0)),
        .. WordLengths.Select(w => ComparedFormat.Fixed(w, 6)),
        .. new[] { 1, 2, 3, 4, 5, 8 }.Select(e => ComparedFormat.Fixed(3, e)),
        .. new[] { 1, 2, 4, 8 }.Select(e => ComparedFormat.Fixed(4, e)),
        .. new[] { 1, 2 }.Select(e => ComparedFormat.Fixed(6, e)),
        .. TimeSteps(16, 0), .. TimeSteps(8, 6), .. TimeSteps(4, 6), .. TimeSteps(3, 3),
        .. new[] { 16, 8, 6, 4 }.Select(w => ComparedFormat.Fixed(w, 0, 8, nearest: true)),
        .. new[] { 8, 6, 5, 4, 3 }.Select(w => ComparedFormat.Fixed(w, 6, 8, nearest: true)),
        ComparedFormat.Fixed(3, 3, 8, nearest: true),
    ];

    /// <summary>What the quick form compares.</summary>
    public static IReadOnlyList<ComparedFormat> Few { get; } =
    [
        new(Arithmetic.Single, 0, 0, 8), ComparedFormat.Fixed(16, 0), ComparedFormat.Fixed(8, 0), ComparedFormat.Fixed(8, 6),
        ComparedFormat.Fixed(6, 6), ComparedFormat.Fixed(4, 0), ComparedFormat.Fixed(4, 6), ComparedFormat.Fixed(4, 6, 7),
        ComparedFormat.Fixed(4, 6, 8, nearest: true), ComparedFormat.Fixed(3, 0), ComparedFormat.Fixed(3, 3), ComparedFormat.Fixed(3, 6),
    ];

    // k of dt = 2^-k beside the usual 8.
    private static IEnumerable<int> OtherSteps => [7, 9, 10];

    private static IEnumerable<int> WordLengths => Enumerable.Range(3, 14).Reverse();

    /// <summary>The quick form: a dozen formats, fewer images and epochs.</summary>
    public ComparePlan Short() => this with
    {
        Formats = Few,
        Epochs = 6,
        PlainEpochs = 6,
        TrainImages = 10_000,
        TestImages = 2000,
        Quick = true,
    };

    private static IEnumerable<ComparedFormat> TimeSteps(int wordBits, int extraBits) =>
        OtherSteps.Select(k => ComparedFormat.Fixed(wordBits, extraBits, k));
}
