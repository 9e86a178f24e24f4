using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Firmware;

/// <summary>Brings a built firmware onto a board: onto the USB drive of its boot loader, or by st-flash.</summary>
/// <param name="sources">The checkout.</param>
/// <param name="tools">Where st-flash is looked for.</param>
/// <param name="drives">What is mounted.</param>
public sealed class FirmwareFlasher(HdlSources sources, ToolBox tools, UsbDrives drives)
{
    /// <summary>Flashes.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="build">The name of the build to take; null where there is one alone.</param>
    /// <param name="serial">The serial number of the ST-Link to use; null where one alone is attached.</param>
    /// <param name="begins">Told the build that was taken, before it is written.</param>
    /// <param name="cancellation">Ends the programmer.</param>
    /// <returns>The build that is now on the board, and where it was written to.</returns>
    /// <exception cref="InvalidSettingException">There is no such board or build, or a choice and no name.</exception>
    /// <exception cref="BoardCheckException">The firmware was changed since it was built, or could not be written.</exception>
    /// <exception cref="DeviceMissingException">No board waits for firmware, or the programmer is not installed.</exception>
    public (FirmwareManifest Manifest, string Place) Flash(
        string board, string? build, string? serial, Action<FirmwareManifest> begins, CancellationToken cancellation)
    {
        var file = FirmwareBoard.Read(sources, board);
        using var hold = BoardFlow.Hold(sources, board, cancellation);
        var manifest = FirmwareManifest.Choose(sources, board, build);
        if (file.Drive is { } drive)
        {
            if (serial is not null)
            {
                throw new InvalidSettingException($"The {file.Title} is found by its drive, not by a serial number.")
                {
                    Remedies = [Remedy.Without("UsbSerial")],
                };
            }

            var place = Path.Combine(OneDrive(file, drive), manifest.File);
            begins(manifest);
            Copy(manifest.PathIn(sources), place, file);
            return (manifest, place);
        }

        tools.Require(FirmwareTools.StFlash);
        begins(manifest);
        string[] one = serial is null ? [] : ["--serial", serial];
        var run = tools.Run(
            FirmwareTools.StFlash, [.. one, "--reset", "write", manifest.PathIn(sources), $"0x{file.Address}"], sources.Root, cancellation, mayOutlive: true);
        return run.Code == 0 ? (manifest, "flash memory")
            : throw new DeviceMissingException(
                $"st-flash could not write the {file.Title} ({run.Complaint.TrimEnd('.')}); check the ST-Link's cable and its wires.");
    }

    private string OneDrive(FirmwareBoard file, string name)
    {
        var found = drives.Of(name);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new DeviceMissingException(file.Flash == "uf2"
                ? $"No drive {name} is mounted; hold BOOTSEL while you plug the {file.Title} in, and mount its drive."
                : $"No drive {name} is mounted; plug the {file.Title} in, and mount its drive."),
            _ => throw new DeviceMissingException($"There are {found.Count} drives {name}: {string.Join(", ", found)}; leave one plugged in."),
        };
    }

    // The boot loader may take the drive away as soon as it has the last block.
    private static void Copy(string from, string to, FirmwareBoard file)
    {
        try
        {
            using var source = File.OpenRead(from);
            using var target = new FileStream(to, FileMode.Create, FileAccess.Write);
            source.CopyTo(target);
            DiskFlush.Do(target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BoardCheckException($"{to} could not be written ({error.Message.TrimEnd('.')}); plug the {file.Title} in anew and try again.", error);
        }
    }
}
