using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;

namespace FhnHw.Host.Results;

/// <summary>What each device of a group has computed, in words.</summary>
internal static class ShareText
{
    /// <summary>A line for each device after a run; nothing where there is no group.</summary>
    public static void Write(Session session)
    {
        foreach (var (index, share) in (session.Groups.Shares ?? []).Index())
        {
            session.Screen.Text.WriteLine($"{(index == 0 ? "shares" : ""),-8}{share.Device}: {Words(share)}");
        }
    }

    /// <summary>A device's share in one line.</summary>
    public static string Words(DeviceShare share)
    {
        var speed = share.RunsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:#,0} runs/s") : "";
        var board = share.Board is { } time ? $"; {PlanText.Spent(time)}{(time.Mended > 0 ? $"; {PlanText.Mended(time)}" : "")}" : "";
        var lost = share.DroppedOut is { } drop
            ? string.Create(CultureInfo.InvariantCulture, $"; dropped out after {drop.AfterSeconds:0.#} s: {drop.Reason}")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{share.Runs:#,0} runs, {100 * share.Share:0.0} %{speed}{board}{lost}");
    }
}
