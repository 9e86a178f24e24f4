namespace FhnHw.Tests;

/// <summary>How long tests wait for an event, so that no verdict depends on how busy the machine is.</summary>
public static class Generous
{
    /// <summary>Longer than any machine takes for what happens at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Waits until something holds.</summary>
    /// <param name="holds">The condition; tried every few milliseconds.</param>
    /// <param name="what">The condition in words.</param>
    public static void Until(Func<bool> holds, string what) =>
        Assert.True(SpinWait.SpinUntil(holds, Patience), $"{what} did not come in {Patience.TotalSeconds:0} s.");
}
