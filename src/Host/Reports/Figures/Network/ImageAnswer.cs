namespace FhnHw.Host.Reports.Figures.Network;

/// <summary>What a network made of one image of a run.</summary>
/// <param name="Number">The image, by its number in the set.</param>
/// <param name="Set">What the images are: <c>test</c> or <c>validation</c>.</param>
/// <param name="Rows">Its height, pixels.</param>
/// <param name="Columns">Its width, pixels.</param>
/// <param name="Pixels">Its pixels, row by row, 0 to 255.</param>
/// <param name="Label">Its true class.</param>
/// <param name="Vote">The class by vote.</param>
/// <param name="Votes">Samples won by each class; all 0 where nothing votes.</param>
/// <param name="Scores">The mean output of each class.</param>
/// <param name="Cells">What each cell of the last hidden layer adds.</param>
/// <param name="Names">What the classes are called, or null.</param>
internal sealed record ImageAnswer(
    int Number, string Set, int Rows, int Columns, byte[] Pixels, int Label, int Vote, int[] Votes, float[] Scores, Contributions Cells,
    IReadOnlyList<string>? Names)
{
    /// <summary>Which image it is, and what it was taken for.</summary>
    public string Words => WordsOf(Number, Set, Label, Vote, Names);

    /// <summary>The classes, that with the most votes first; of equals the one with the larger mean output.</summary>
    public int[] Order => [.. Ranked(Votes, Scores, Vote)];

    /// <summary>Share of the samples that a class has won, percent; NaN where nothing votes.</summary>
    public double Percent(int label) => Votes.Sum() is var all and > 0 ? 100.0 * Votes[label] / all : double.NaN;

    /// <summary>Which two classes an image stood between.</summary>
    /// <param name="label">Its true class.</param>
    /// <param name="vote">The class by vote.</param>
    /// <param name="votes">Samples won by each class.</param>
    /// <param name="scores">The mean output of each class.</param>
    public static ClassPair Between(int label, int vote, int[] votes, float[] scores) =>
        new(vote, label != vote ? label : Ranked(votes, scores, vote).Skip(1).DefaultIfEmpty(vote).First(), label != vote);

    /// <summary>Which image it is, and what it was taken for.</summary>
    /// <param name="number">The image.</param>
    /// <param name="set">What the images are.</param>
    /// <param name="label">Its true class.</param>
    /// <param name="vote">The class by vote.</param>
    /// <param name="names">What the classes are called, or null.</param>
    public static string WordsOf(int number, string set, int label, int vote, IReadOnlyList<string>? names)
    {
        var truth = $"{set} image {number}, {ShownClasses.Said(label, names)}";
        return label == vote ? truth : $"{truth} taken for {ShownClasses.Said(vote, names)}";
    }

    private static IEnumerable<int> Ranked(int[] votes, float[] scores, int vote) => Enumerable.Range(0, votes.Length)
        .OrderByDescending(label => label == vote).ThenByDescending(label => votes[label]).ThenByDescending(label => scores[label]);
}
