namespace FhnHw.Host.Experiments.Paper;

/// <summary>How much of everything a reproduction of the paper takes.</summary>
internal sealed record PaperPlan
{
    /// <summary>Seed of all that is random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Training images of the plain network; 0 for all.</summary>
    public int PlainImages { get; init; }

    /// <summary>Epochs of the plain network.</summary>
    public int PlainEpochs { get; init; } = 20;

    /// <summary>Test images that the network with substitute neurons is tried on; 0 for all.</summary>
    public int TestImages { get; init; }

    /// <summary>Training images that the network with substitute neurons is tried on for Table 1; 0 for all.</summary>
    public int TrainImages { get; init; }

    /// <summary>Training images that the gamma sweep and the sensitivities look at.</summary>
    public int SweepTrainImages { get; init; } = 2000;

    /// <summary>Test images that the gamma sweep looks at; 0 for all.</summary>
    public int SweepTestImages { get; init; }

    /// <summary>Gammas of the sweep.</summary>
    public double[] Gammas { get; init; } = [.. Enumerable.Range(-16, 25).Select(n => n / 8.0)];

    /// <summary>T_trans of the network with substitute neurons, time units.</summary>
    public double SubstituteTransient { get; init; } = 1000;

    /// <summary>Training images of the network in the loop, in equal shares.</summary>
    public int LoopTrainImages { get; init; } = 10_000;

    /// <summary>Its test images.</summary>
    public int LoopTestImages { get; init; } = 1_000;

    /// <summary>Its epochs.</summary>
    public int LoopEpochs { get; init; } = 40;

    /// <summary>Epochs on all images; 0 to leave that out.</summary>
    public int WholeEpochs { get; init; } = 10;

    /// <summary>Of how many samples each trial of the sensitivities votes on one.</summary>
    public int Thinning { get; init; } = 1;

    /// <summary>Epochs of each trial of the sensitivities and of the lost digit.</summary>
    public int TrialEpochs { get; init; } = 15;

    /// <summary>Training images of each trial.</summary>
    public int TrialImages { get; init; } = 10_000;

    /// <summary>Networks drawn anew in each trial of the lost digit.</summary>
    public int TrialSeeds { get; init; } = 3;

    /// <summary>Epochs of each run that compares surrogates.</summary>
    public int SurrogateEpochs { get; init; } = 20;

    /// <summary>True for the form that takes under a minute.</summary>
    public bool Quick { get; init; }

    /// <summary>Everything at full size.</summary>
    public static PaperPlan Whole(int seed) => new() { Seed = seed };

    /// <summary>Everything, in under a minute on two cores.</summary>
    public static PaperPlan Short(int seed) => new()
    {
        Seed = seed,
        Quick = true,
        PlainImages = 10_000,
        PlainEpochs = 6,
        TestImages = 2000,
        TrainImages = 2000,
        SweepTrainImages = 500,
        SweepTestImages = 500,
        Gammas = [.. Enumerable.Range(-15, 21).Select(n => n / 10.0)],
        SubstituteTransient = 200,
        LoopTrainImages = 2000,
        LoopTestImages = 500,
        LoopEpochs = 12,
        WholeEpochs = 0,
        Thinning = 8,
        TrialEpochs = 6,
        TrialImages = 1000,
        TrialSeeds = 1,
        SurrogateEpochs = 5,
    };
}
