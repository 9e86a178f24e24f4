using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Arrays;

/// <summary>The least that a board is asked for so that some features can be had.</summary>
/// <param name="Bits">Feature bits of JOB.</param>
/// <param name="MeanFromTrace">True where the mean is that of the samples, on a board without ends.</param>
/// <param name="SumFromEnds">True where the sum of activations is that of X over every step, which the ends, or the charge, give exactly.</param>
internal readonly record struct FeatureChoice(ushort Bits, bool MeanFromTrace, bool SumFromEnds)
{
    /// <summary>True where the trace crosses the link.</summary>
    public bool Trace => (Bits & Protocol.TraceFeature) != 0;

    /// <summary>True where the board counts the votes.</summary>
    public bool Votes => (Bits & Protocol.VotesFeature) != 0;

    /// <summary>Chooses.</summary>
    /// <param name="title">The board, to begin a sentence with.</param>
    /// <param name="board">What the board is.</param>
    /// <param name="settings">Format and window.</param>
    /// <param name="features">What is wanted.</param>
    /// <param name="readout">The output layer, where one is needed.</param>
    /// <exception cref="InvalidSettingException">The board cannot give it.</exception>
    public static FeatureChoice Of(string title, Greeting board, ArraySettings settings, Features features, Readout? readout)
    {
        var hasEnds = board.Has(Protocol.EndsFeature);
        var adc = settings.Adc; // the host reads x through it, after the trace
        var perCellWords = PerCellFields.FeaturesOf(settings);
        var (signs, nonlinearity, votes) =
            (features.HasFlag(Features.Signs), features.HasFlag(Features.Activation), features.HasFlag(Features.Votes));
        var sumFromEnds = nonlinearity && hasEnds && adc is null
            && board.IsNormative && settings.Window.Stride == 1 && readout!.Nonlinearity == Nonlinearity.Linear;
        var mean = (features & (adc is null ? Features.Mean | Features.Ends : Features.Mean)) != 0;
        var meanFromTrace = mean && !hasEnds && adc is null; // with an ADC the mean is taken from its samples
        var votesOnBoard = votes && adc is null && readout!.Nonlinearity == Nonlinearity.Linear
            && VotesFit(board, readout.Cells, readout.Classes, perCellWords);
        var signsOnBoard = signs && board.Has(Protocol.SignsFeature) && KeepsSigns(adc);

        // A job carries one of trace, signs and votes; the board takes signs and votes from X itself, which may differ from those of what
        // the ADC reads.
        var trace = features.HasFlag(Features.Trace) || meanFromTrace || (mean && adc is not null) || (nonlinearity && !sumFromEnds)
            || (signs && !signsOnBoard) || (votes && !votesOnBoard) || (signs && votes);
        if (trace && !board.Has(Protocol.TraceFeature))
        {
            var what = features.HasFlag(Features.Trace) ? "a trace" : votes ? "the vote" : signs ? "signs" : mean ? "the mean" : "a sum of activations";
            throw new InvalidSettingException($"{title} sends no samples of x (feature trace), of which {what} is made; take a board that sends them.");
        }

        var bits = trace ? Protocol.TraceFeature : signs ? Protocol.SignsFeature : votes ? Protocol.VotesFeature : 0;
        var signature = features.HasFlag(Features.Signature) ? Protocol.SignatureFeature : 0;
        var ends = hasEnds && (bits != 0 || mean || sumFromEnds || signature != 0);

        // What Y gained takes half the bytes of Y at both ends. Samples take many more bytes than either, so beside them Y itself is asked
        // for, which allows more checks. With per-cell parameters it is sent modulo the bytes of Y, so the mean is taken from the ends.
        var chargeDoes = perCellWords == 0 && board.Has(Protocol.ChargeFeature) && board.IsNormative && (bits is 0 or Protocol.VotesFeature)
            && (features & (Features.Ends | Features.Signature)) == 0;
        return new FeatureChoice(
            (ushort)(bits | perCellWords | signature | (!ends ? 0 : chargeDoes ? Protocol.ChargeFeature : Protocol.EndsFeature)),
            meanFromTrace, sumFromEnds);
    }

    /// <summary>True where what is read has the sign of X: with every ADC, which is of the mid-rise kind, and with a comparator at 0.</summary>
    public static bool KeepsSigns(Adc? adc) => adc is not { IsComparator: true } or { Threshold: 0 };

    /// <summary>True where a board can count the votes of an output layer.</summary>
    /// <param name="board">What the board is.</param>
    /// <param name="cells">Cells of an image.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="perCellWords">The feature bits of per-cell parameters, which make jobs longer.</param>
    public static bool VotesFit(Greeting board, int cells, int classes, ushort perCellWords) =>
        board.Has(Protocol.VotesFeature) && classes <= Protocol.VoteClasses && ReadoutWords.Count(cells, classes) <= board.ReadoutWords
        && JobSplit.MostRuns(board, (ushort)(Protocol.VotesFeature | perCellWords), new Window(0, 1, 1), cells, classes, int.MaxValue) > 0;
}
