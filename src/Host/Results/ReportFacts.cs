using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Reports.Html;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Results;

/// <summary>The provenance of a result, as a report's last section shows it.</summary>
internal static class ReportFacts
{
    /// <summary>The facts of a result.</summary>
    /// <param name="provenance">Program, command, devices, seed, date and machine.</param>
    /// <param name="data">The images, in words.</param>
    /// <param name="forward"><c>table</c> or <c>stream</c>; null where no images ran.</param>
    /// <param name="seconds">Wall time; NaN where it is not known.</param>
    /// <param name="board">Where the time went, on a board.</param>
    public static IReadOnlyList<ReportFact> Of(Provenance provenance, string data, string? forward, double seconds, BoardTime? board = null) =>
    [
        .. Common(provenance.CommandLine, provenance.Devices, provenance.ConstantsHash, forward, data, provenance.Seed),
        .. double.IsFinite(seconds)
            ? [new ReportFact("wall time", string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s"))]
            : (ReportFact[])[],
        .. (provenance.Shares ?? []).Select(share => new ReportFact($"share of {share.Device}", ShareText.Words(share))),
        .. board is not null
            ? [new ReportFact("where the time went", PlanText.Spent(board)), new ReportFact("link", PlanText.Mended(board))]
            : (ReportFact[])[],
        new("program", $"{provenance.Program}, {provenance.Machine.Runtime}"),
        new("machine", $"{provenance.Machine.Processor}, {provenance.Machine.Cores} cores, {provenance.Machine.System}"),
        new("date", provenance.Date.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
    ];

    /// <summary>The facts of a study's result, which are the same whoever computed its tasks, and when.</summary>
    /// <param name="provenance">Program, command, devices and seed.</param>
    /// <param name="data">The images, in words.</param>
    /// <param name="forward"><c>table</c> or <c>stream</c>.</param>
    /// <param name="seeds">The seeds in words, where there are several.</param>
    public static IReadOnlyList<ReportFact> Of(StudyProvenance provenance, string data, string forward, string? seeds = null) =>
    [
        .. Common(provenance.CommandLine, provenance.Devices, provenance.ConstantsHash, forward, data, provenance.Seed, seeds),
        new("program", provenance.Program),
    ];

    private static ReportFact[] Common(
        IReadOnlyList<string> command, IReadOnlyList<ArrayDescription> devices, string? constantsHash, string? forward, string data, long? seed,
        string? seeds = null) =>
    [
        new("command", $"`fhnhw {string.Join(' ', command)}`"),
        .. devices.Select(device => new ReportFact("device", device.ToString())),
        new("constants' hash", constantsHash ?? "none (floating point)"),
        .. forward is null ? (ReportFact[])[] :
        [
            new("forward", forward == "table"
                ? "response table: the device's response to every current, looked up; bit-exact with running it"
                : "stream: the device ran every image"),
        ],
        new("images", data),
        new(seeds is null ? "seed" : "seeds", seeds ?? seed?.ToString(CultureInfo.InvariantCulture) ?? "none"),
    ];
}
