using System.Text.Json.Serialization;

namespace FhnHw.Host.Experiments.Noise;

/// <summary>Collects a value a seed for each of some keys, in the order in which the keys came.</summary>
internal sealed class SeedLists<TKey> where TKey : notnull
{
    private readonly List<TKey> _keys = [];
    private readonly Dictionary<TKey, List<double>> _values = [];

    /// <summary>Every key, in the order in which they came.</summary>
    [JsonIgnore]
    public IReadOnlyList<TKey> Keys => _keys;

    /// <summary>Every key with its values, as a task's result has them.</summary>
    public IReadOnlyList<KeyValuePair<TKey, double[]>> Entries
    {
        get => [.. _keys.Select(key => KeyValuePair.Create(key, this[key]))];
        init
        {
            foreach (var (key, values) in value)
            {
                Array.ForEach(values, one => Add(key, one));
            }
        }
    }

    /// <summary>Adds the next seed's value.</summary>
    public void Add(TKey key, double value)
    {
        if (!_values.TryGetValue(key, out var values))
        {
            _keys.Add(key);
            _values[key] = values = [];
        }

        values.Add(value);
    }

    /// <summary>Adds the values of further seeds.</summary>
    public void Add(SeedLists<TKey> further)
    {
        foreach (var key in further.Keys)
        {
            Array.ForEach(further[key], value => Add(key, value));
        }
    }

    /// <summary>The values of a key.</summary>
    public double[] this[TKey key] => [.. _values[key]];

    /// <summary>One result a key.</summary>
    public T[] Select<T>(Func<TKey, double[], T> make) => [.. _keys.Select(key => make(key, this[key]))];
}
