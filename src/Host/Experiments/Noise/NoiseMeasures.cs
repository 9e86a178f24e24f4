using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>Tests networks under noise and collects what they reach, seed by seed.</summary>
/// <param name="plan">How much of everything.</param>
internal sealed class NoiseMeasures(NoisePlan plan)
{
    /// <summary>Names in results: no noise, both additive kinds at once, and what the hidden units are.</summary>
    public const string None = "none", Both = "both additive", Cells = "cells", Sigmoids = "sigmoids";

    private readonly SeedLists<(string Units, string Trained, string Tested, double Intensity)> _points = new();
    private readonly SeedLists<(string Trained, string Tested, double Intensity, NoiseTiming Timing)> _votes = new();
    private readonly SeedLists<(string Trained, string Tested, int Pool, int Ghosts)> _mitigations = new();
    private readonly SeedLists<(int Pool, bool Vote)> _pools = new();
    private readonly SeedLists<(string Trained, bool Correlated)> _gains = new();

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

        _points.Add((network.Units, network.Trained, None, 0), network.Under(HiddenNoise.None).Mean);
        foreach (var (kind, intensity) in NoisePlan.Kinds.SelectMany(kind => plan.Tests.Select(intensity => (kind, intensity))))
        {
            _points.Add((network.Units, network.Trained, kind, intensity), network.Under(Noise(kind, intensity)).Mean);
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
                    _votes.Add((trained, kind, intensity, timing), network.Under(Noise(kind, intensity), timing).Vote);
                }
            }
        }

        foreach (var kind in NoisePlan.Kinds.Append(Both).Where(kind => trained is None || trained == kind))
        {
            foreach (var (pool, ghosts) in plan.Mitigations)
            {
                _mitigations.Add((trained, kind, pool, ghosts), network.Under(Noise(kind, plan.Mitigated), null, pool, ghosts).Mean);
            }
        }

        var (correlated, uncorrelated) = OutputNoise.Of(network.Weights.Output);
        _gains.Add((trained, true), correlated);
        _gains.Add((trained, false), uncorrelated);
    }

    /// <summary>Adds an accuracy on mismatched cells.</summary>
    public void AddPool(int pool, Accuracy accuracy)
    {
        _pools.Add((pool, true), accuracy.Vote);
        _pools.Add((pool, false), accuracy.Mean);
    }

    /// <summary>Adds what was collected of further networks, in their order.</summary>
    public void Add(NoiseMeasures further)
    {
        _points.Add(further._points);
        _votes.Add(further._votes);
        _mitigations.Add(further._mitigations);
        _pools.Add(further._pools);
        _gains.Add(further._gains);
    }

    /// <summary>All that was collected.</summary>
    /// <param name="ghost">The time-mean of a cell without current.</param>
    /// <param name="data">The images.</param>
    /// <param name="device">The array, with ideal cells.</param>
    /// <param name="seconds">Wall time.</param>
    public NoiseResult Result(double ghost, string data, ArrayDescription device, double seconds) => new(
        plan.ToString(), plan.Training, plan.Mitigated, plan.Mismatch,
        _points.Select((key, means) => new NoisePoint(key.Units, key.Trained, key.Tested, key.Intensity, means)),
        [
            .. _votes.Keys.Where(key => key.Timing == NoiseTiming.Sample).Select(key => new NoiseVotePoint(
                key.Trained, key.Tested, key.Intensity, _votes[key], _votes[key with { Timing = NoiseTiming.Image }])),
        ],
        _mitigations.Select((key, means) => new MitigationPoint(key.Trained, key.Tested, key.Pool, key.Ghosts, means)),
        [.. plan.MismatchPools.Select(pool => new PoolPoint(pool, _pools[(pool, true)], _pools[(pool, false)]))],
        [.. _gains.Keys.Where(key => key.Correlated).Select(key => new NoiseGain(key.Trained, _gains[key], _gains[(key.Trained, false)]))],
        ghost, data, device, seconds);
}
