using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>Values of some networks, seed by seed.</summary>
internal sealed record NoiseLists
{
    /// <summary>Accuracy by the time-mean under noise.</summary>
    public SeedLists<(string Units, string Trained, string Tested, double Intensity)> Points { get; init; } = new();

    /// <summary>Accuracy by vote under noise.</summary>
    public SeedLists<(string Trained, string Tested, double Intensity, NoiseTiming Timing)> Votes { get; init; } = new();

    /// <summary>With pooled cells and ghosts.</summary>
    public SeedLists<(string Trained, string Tested, int Pool, int Ghosts)> Mitigations { get; init; } = new();

    /// <summary>On mismatched cells.</summary>
    public SeedLists<(int Pool, bool Vote)> Pools { get; init; } = new();

    /// <summary>What carries noise to the outputs.</summary>
    public SeedLists<(string Trained, bool Correlated)> Gains { get; init; } = new();
}

/// <summary>Tests networks under noise and collects what they reach, seed by seed.</summary>
/// <param name="plan">How much of everything.</param>
internal sealed class NoiseMeasures(NoisePlan plan)
{
    /// <summary>Names in results: no noise, both additive kinds at once, and what the hidden units are.</summary>
    public const string None = "none", Both = "both additive", Cells = "cells", Sigmoids = "sigmoids";

    /// <summary>What was collected.</summary>
    public NoiseLists Lists { get; } = new();

    /// <summary>The noise that a name stands for.</summary>
    public static HiddenNoise Noise(string kind, double intensity) => kind switch
    {
        None => HiddenNoise.None,
        Both => new HiddenNoise { Additive = intensity, AdditiveCorrelated = intensity },
        _ => HiddenNoise.Of(kind, intensity),
    };

    /// <summary>Tests a network under every kind and intensity, by the time-mean.</summary>
    public void Test(NoiseNetwork network)
    {
        if (network.Trained == Both)
        {
            return;
        }

        Lists.Points.Add((network.Units, network.Trained, None, 0), network.Under(HiddenNoise.None).Mean);
        foreach (var (kind, intensity) in NoisePlan.Kinds.SelectMany(kind => plan.Tests.Select(intensity => (kind, intensity))))
        {
            Lists.Points.Add((network.Units, network.Trained, kind, intensity), network.Under(Noise(kind, intensity)).Mean);
        }
    }

    /// <summary>Tests a network of cells by vote and with pools and ghosts: one trained without noise under all, others under their own.</summary>
    public void TestCells(NoiseNetwork network)
    {
        var trained = network.Trained;
        foreach (var kind in NoisePlan.Kinds.Where(kind => trained is None || trained == kind))
        {
            foreach (var intensity in plan.Tests)
            {
                foreach (var timing in Enum.GetValues<NoiseTiming>())
                {
                    Lists.Votes.Add((trained, kind, intensity, timing), network.Under(Noise(kind, intensity), timing).Vote);
                }
            }
        }

        foreach (var kind in NoisePlan.Kinds.Append(Both).Where(kind => trained is None || trained == kind))
        {
            foreach (var (pool, ghosts) in plan.Mitigations)
            {
                Lists.Mitigations.Add((trained, kind, pool, ghosts), network.Under(Noise(kind, plan.Mitigated), null, pool, ghosts).Mean);
            }
        }

        var (correlated, uncorrelated) = OutputNoise.Of(network.Weights.Output);
        Lists.Gains.Add((trained, true), correlated);
        Lists.Gains.Add((trained, false), uncorrelated);
    }

    /// <summary>Adds an accuracy on mismatched cells.</summary>
    public void AddPool(int pool, Accuracy accuracy)
    {
        Lists.Pools.Add((pool, true), accuracy.Vote);
        Lists.Pools.Add((pool, false), accuracy.Mean);
    }

    /// <summary>Adds what was collected of further networks, in their order.</summary>
    public void Add(NoiseLists further)
    {
        Lists.Points.Add(further.Points);
        Lists.Votes.Add(further.Votes);
        Lists.Mitigations.Add(further.Mitigations);
        Lists.Pools.Add(further.Pools);
        Lists.Gains.Add(further.Gains);
    }

    /// <summary>All that was collected.</summary>
    /// <param name="ghost">The time-mean of a cell without current.</param>
    /// <param name="data">The images.</param>
    /// <param name="device">The array, with ideal cells.</param>
    public NoiseResult Result(double ghost, string data, ArrayDescription device) => new(
        plan.ToString(), plan.Training, plan.Mitigated, plan.Mismatch,
        Lists.Points.Select((key, means) => new NoisePoint(key.Units, key.Trained, key.Tested, key.Intensity, means)),
        [
            .. Lists.Votes.Keys.Where(key => key.Timing == NoiseTiming.Sample).Select(key => new NoiseVotePoint(
                key.Trained, key.Tested, key.Intensity, Lists.Votes[key], Lists.Votes[key with { Timing = NoiseTiming.Image }])),
        ],
        Lists.Mitigations.Select((key, means) => new MitigationPoint(key.Trained, key.Tested, key.Pool, key.Ghosts, means)),
        [.. plan.MismatchPools.Select(pool => new PoolPoint(pool, Lists.Pools[(pool, true)], Lists.Pools[(pool, false)]))],
        [.. Lists.Gains.Keys.Where(key => key.Correlated).Select(key => new NoiseGain(key.Trained, Lists.Gains[key], Lists.Gains[(key.Trained, false)]))],
        ghost, data, device);
}
