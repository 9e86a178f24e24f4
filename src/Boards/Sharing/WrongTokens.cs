namespace FhnHw.Boards.Sharing;

/// <summary>Counts wrong tokens by address: after five within a minute an address is refused unheard until the minute is over.</summary>
/// <param name="time">The clock.</param>
internal sealed class WrongTokens(TimeProvider time)
{
    private const int Most = 5, MostAddresses = 1024;
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (long Since, int Count)> _wrong = [];

    /// <summary>True where an address must wait.</summary>
    public bool MustWait(string address) => _wrong.TryGetValue(address, out var wrong) && wrong.Count >= Most && !IsOver(wrong.Since);

    /// <summary>A wrong token came.</summary>
    public void Count(string address)
    {
        foreach (var old in _wrong.Where(wrong => IsOver(wrong.Value.Since)).Select(wrong => wrong.Key).ToArray())
        {
            _wrong.Remove(old);
        }

        if (_wrong.TryGetValue(address, out var before))
        {
            _wrong[address] = before with { Count = before.Count + 1 };
        }
        else if (_wrong.Count < MostAddresses)
        {
            _wrong.Add(address, (time.GetTimestamp(), 1));
        }
    }

    private bool IsOver(long since) => time.GetElapsedTime(since) >= Stretch;
}
