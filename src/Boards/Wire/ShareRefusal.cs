using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Wire;

/// <summary>The sentences for a client whose token is missing or wrong.</summary>
internal static class ShareRefusal
{
    /// <summary>The error for a client that has no token where one is needed.</summary>
    /// <param name="place">The server, as it is told.</param>
    public static InvalidSettingException Missing(object place) =>
        new($"The board on {place} is shared, and its server wants a token.") { Remedies = [Remedy.Do(RemedyAction.GiveToken)] };

    /// <summary>The error for a client that was sent away.</summary>
    /// <param name="place">The server, as it is told.</param>
    /// <param name="words">Why, as the server says.</param>
    public static InvalidSettingException Of(object place, string words) =>
        new($"The server of the board on {place} refuses this client ({words}).") { Remedies = [Remedy.Do(RemedyAction.GiveToken)] };
}
