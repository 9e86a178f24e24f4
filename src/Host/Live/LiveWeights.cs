using FhnHw.Training.Network;

namespace FhnHw.Host.Live;

/// <summary>The weights as they were a moment ago: who trains leaves a copy when nobody reads it just now, and never waits.</summary>
internal sealed class LiveWeights
{
    private readonly Lock _lock = new();
    private NetworkWeights? _copy;

    /// <summary>Leaves a copy of the weights, in the memory of the last one.</summary>
    /// <returns>False where the last copy is being read: the next one will do.</returns>
    public bool TryTake(NetworkWeights weights)
    {
        if (!_lock.TryEnter())
        {
            return false;
        }

        try
        {
            if (_copy?.HasShapeOf(weights) == true)
            {
                weights.CopyTo(_copy);
            }
            else
            {
                _copy = weights.Copy();
            }

            return true;
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>Reads the copy.</summary>
    /// <returns>The default where there is none yet.</returns>
    public T? Read<T>(Func<NetworkWeights, T> read)
    {
        lock (_lock)
        {
            return _copy is null ? default : read(_copy);
        }
    }
}
