namespace FhnHw.Boards.Firmware;

/// <summary>The drives of boot loaders: a board that waits for firmware shows itself as a small USB drive, with a file that says what it is.</summary>
/// <param name="places">The folders that the system mounts drives in.</param>
public sealed class UsbDrives(IReadOnlyList<string> places)
{
    // Files by which a drive tells what it is: UF2 boot loaders, and DAPLink of the micro:bit.
    private static readonly string[] Cards = ["INFO_UF2.TXT", "DETAILS.TXT"];

    /// <summary>Those of this system and user.</summary>
    public static UsbDrives OfProcess() =>
        new([Path.Combine("/media", Environment.UserName), Path.Combine("/run/media", Environment.UserName), "/media", "/mnt", "/Volumes"]);

    /// <summary>The drives of a name: their folder has it, or their file says "Board-ID: NAME".</summary>
    /// <param name="name">Such as RPI-RP2.</param>
    public IReadOnlyList<string> Of(string name) =>
    [
        .. places.Where(Directory.Exists).SelectMany(Folders).Where(folder => Is(folder, name)).Distinct().Order(StringComparer.Ordinal),
    ];

    private static bool Is(string folder, string name)
    {
        try
        {
            var card = Cards.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
            return card is not null && (File.ReadLines(card).Take(100).Any(line => line.Trim() == $"Board-ID: {name}")
                || Path.GetFileName(folder).Equals(name, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // another's drive, or one that has just gone
        }
    }

    private static string[] Folders(string place)
    {
        try
        {
            return Directory.GetDirectories(place);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
