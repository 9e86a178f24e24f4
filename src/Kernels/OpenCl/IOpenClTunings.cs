namespace FhnHw.Kernels.OpenCl;

/// <summary>Where a tuner keeps what it measured, so that it measures once.</summary>
public interface IOpenClTunings
{
    /// <summary>What was kept under a key; null where nothing was.</summary>
    string? Find(string key);

    /// <summary>Keeps a line of text under a key; where that cannot be done, nothing is kept.</summary>
    void Keep(string key, string value);
}
