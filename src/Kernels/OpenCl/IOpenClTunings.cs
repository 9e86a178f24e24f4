namespace FhnHw.Kernels.OpenCl;

/// <summary>Where a tuner keeps what it measured, and what compilers built, so that both are done once.</summary>
public interface IOpenClTunings
{
    /// <summary>What was kept under a key; null where nothing was.</summary>
    string? Find(string key);

    /// <summary>Keeps a line of text under a key; where that cannot be done, nothing is kept.</summary>
    void Keep(string key, string value);

    /// <summary>The built program that was kept under a key; null where none was.</summary>
    byte[]? FindProgram(string key);

    /// <summary>Keeps a built program; where that cannot be done, it is not kept.</summary>
    void KeepProgram(string key, byte[] program);

    /// <summary>
    /// Waits until no other process measures for a key, and keeps others waiting until disposed; null where that cannot be had, and all go on side by side.
    /// </summary>
    IDisposable? Hold(string key) => null;
}
