using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Firmware;

/// <summary>What <c>firmware/BOARD/board.json</c> says about a microcontroller's board; its Makefile reads the same file.</summary>
/// <param name="Title">Its name for people.</param>
/// <param name="Part">The microcontroller's name for people.</param>
/// <param name="Core">The processor, as GCC's option -mcpu names it.</param>
/// <param name="Cores">Cores that step cells.</param>
/// <param name="CyclesPerStep">Clocks of a core for a step of one cell, counted in the listing.</param>
/// <param name="ClockMHz">The clock that the firmware sets, MHz.</param>
/// <param name="Baud">The rate of its serial line.</param>
/// <param name="Cells">The most cells of a job.</param>
/// <param name="Queue">Bytes of waiting requests, a power of two.</param>
/// <param name="ReadoutWords">Words of the readout for votes.</param>
/// <param name="Votes">The most counts of votes in a job.</param>
/// <param name="Flash">How it gets its firmware: <c>uf2</c> or <c>hex</c>, a file for its USB drive, or <c>st-flash</c>.</param>
/// <param name="Address">Where the firmware begins in memory, hexadecimal; null where the file says so itself.</param>
/// <param name="Drive">The name of its USB drive; null where it has none.</param>
/// <param name="Uf2Family">The number of its family in UF2 files, hexadecimal; null where it takes none.</param>
/// <param name="SecondStage">True where the first 256 bytes end with their checksum, as the RP2040's boot ROM wants.</param>
/// <param name="Files">The board in whose folder the program is; null for its own.</param>
/// <param name="Analog">True for a bench of analog cells, whose converters stand in place of the step.</param>
/// <param name="Price">What it costs about, US dollars; null where that is not known.</param>
public sealed partial record FirmwareBoard(
    string Title, string Part, string Core, int Cores, double CyclesPerStep, int ClockMHz, int Baud, int Cells, int Queue, int ReadoutWords, int Votes,
    string Flash, string? Address = null, string? Drive = null, string? Uf2Family = null,
    bool SecondStage = false, string? Files = null, bool Analog = false, int? Price = null)
{
    private static readonly JsonSerializerOptions Style =
        new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new JsonRules.FiniteNumber() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { JsonRules.RefuseNull } },
        };

    /// <summary>Neuron-steps a second by the count of clocks, all cores together.</summary>
    [JsonIgnore]
    public double NeuronSteps => Cores * ClockMHz * 1e6 / CyclesPerStep;

    /// <summary>The names of all boards: the folders of firmware that hold a board.json.</summary>
    public static IReadOnlyList<string> Names(HdlSources sources) =>
        Directory.Exists(FolderOf(sources))
            ? [
                .. Directory.GetDirectories(FolderOf(sources)).Where(folder => File.Exists(Path.Combine(folder, "board.json")))
                    .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Reads a board's file.</summary>
    /// <exception cref="InvalidSettingException">There is no such board, or its file is not sound.</exception>
    public static FirmwareBoard Read(HdlSources sources, string board)
    {
        if (!Names(sources).Contains(board))
        {
            throw new InvalidSettingException($"There is no firmware '{board}'; take one of {string.Join(", ", Names(sources))}.");
        }

        try
        {
            var file = JsonSerializer.Deserialize<FirmwareBoard>(InputFile.ReadText(Path.Combine(FolderOf(sources), board, "board.json")), Style)
                ?? throw new JsonException("it is empty");
            return file.Unsound() is { } what ? throw new JsonException(what) : file;
        }
        catch (JsonException error)
        {
            throw new InvalidSettingException($"firmware/{board}/board.json is not sound ({JsonFault.InWords(error)}); mend it.", error);
        }
    }

    /// <summary>Where the program begins in memory.</summary>
    internal uint Start => uint.Parse(Address!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The family's number in UF2 files.</summary>
    internal uint Family => uint.Parse(Uf2Family!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string FolderOf(HdlSources sources) => Path.Combine(sources.Root, "firmware");

    // Words become arguments of make and the compiler.
    private string? Unsound() =>
        !Word().IsMatch(Core) || !Word().IsMatch(Files ?? "board") ? "core and files are one word each"
        : Cores is < 1 or > 64 || CyclesPerStep is not (>= 1 and <= 1e6) || ClockMHz is < 1 or > 10_000 || Baud is < 1 or > 100_000_000
            ? "cores, clocks or rate are out of range"
        : Cells is < 1 or > 1024 || Queue is < 64 or > 32768 || !int.IsPow2(Queue) || ReadoutWords is < 0 or > 32768 || Votes is < 1 or > 32768
            ? "cells, queue, readout or votes are out of range"
        : Flash is not ("uf2" or "hex" or "st-flash") ? "flash is uf2, hex or st-flash"
        : Flash != "hex" && !Hex().IsMatch(Address ?? "") ? "address has eight hexadecimal digits"
        : Flash == "uf2" && !Hex().IsMatch(Uf2Family ?? "") ? "uf2Family has eight hexadecimal digits"
        : Flash != "st-flash" && string.IsNullOrWhiteSpace(Drive) ? "drive is missing"
        : null;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[0-9A-Fa-f]{8}\z")]
    private static partial Regex Hex();
}
